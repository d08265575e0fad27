#include "nabla/scene.h"

static int value_count(const nb_fact *fact)
{
  int count = 0, most = (int)(sizeof fact->values / sizeof *fact->values);
  while (count < most && fact->values[count] != NULL)
    count++;
  return count;
}

void nb_facts(nb_board *b, const nb_frame *f, nb_facts_spec spec, const nb_fact *facts)
{
  bool named = spec.at.x != 0 || spec.at.y != 0;
  nb_column column = {named ? spec.at : nb_at(NB_COLUMN, 2.9f), spec.gap > 0 ? spec.gap : 0.4f};
  nb_style style = nb_style(.alpha = nb_during(f, spec.first, spec.last > 0 ? spec.last : spec.first));
  if (!(style.alpha > 0))
    return;
  for (; facts->tex != NULL; facts++) {
    style.color = facts->color;
    style.size = facts->size > 0 ? facts->size : spec.size > 0 ? spec.size : 34;
    style.reveal = nb_cue(f, spec.first, facts->at, 1);
    nb_formula_below(b, &column,
                     nb_formula_set(b, column.at, facts->tex, style, facts->values, value_count(facts)));
  }
}

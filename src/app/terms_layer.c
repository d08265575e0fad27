// The layer of terms: what of the caption another scene teaches is underlined, and a click leads there.
#include <string.h>

#include "app/parts.h"

#define BELOW 0.055f // the baseline, board units

// The terms of the sentence that is shown, and where they stand: found anew where it, or the window, has changed.
static void find(player *p, const scribe *s, const interface_view *view)
{
  terms *t = &p->terms;
  const char *sentence = interface_caption(view);
  bool same = sentence == t->sentence && s->width == t->width && s->height == t->height &&
              s->text == t->text && p->map == t->map;
  if (same)
    return;
  *t = (terms){.sentence = sentence, .width = s->width, .height = s->height, .text = s->text, .map = p->map};
  if (!p->map || !sentence)
    return;
  const graph *g = &p->map->graph;
  int count = terms_find(g, graph_find(g, p->scene), sentence, t->found);
  for (int k = 0; k < count; k++)
    if (interface_caption_spot(s, view, t->found[k].from, t->found[k].to, &t->boxes[t->count]))
      t->found[t->count++] = t->found[k];
}

static int term_at(const terms *t, nb_vec2 p)
{
  for (int k = 0; k < t->count; k++) {
    nb_rect r = t->boxes[k];
    if (p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y - 0.1f && p.y <= r.y + r.height)
      return k;
  }
  return -1;
}

bool terms_under(const terms *t, nb_vec2 p)
{
  return term_at(t, p) >= 0;
}

static void record(player *p, const scribe *s)
{
  interface_view view = player_view(p);
  if (view.hide_caption || layers_cover(p)) {
    p->terms = (terms){0};
    return;
  }
  find(p, s, &view);
  int over = p->pointer.inside ? term_at(&p->terms, pointer_on_board(p)) : -1;
  float alpha = view.playing ? nb_smooth((view.seconds - 0.2f) / 0.4f) : 1;
  alpha *= view.hovered_step >= 0 ? 0.25f : 1; // as the words
  for (int k = 0; k < p->terms.count; k++) {
    nb_rect r = p->terms.boxes[k];
    nb_line(s->board, nb_at(r.x, r.y - BELOW), nb_at(r.x + r.width, r.y - BELOW),
            nb_style(.color = k == over ? NB_V : NB_DIM, .width = k == over ? 3 : 1.5f,
                     .alpha = k == over ? 1 : 0.7f * alpha));
  }
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type != SDL_MOUSEBUTTONDOWN || e->button.button != SDL_BUTTON_LEFT || layers_cover(p) || !p->map)
    return false;
  pointer_move(p, e->button.x, e->button.y);
  int k = term_at(&p->terms, pointer_on_board(p));
  if (k < 0 || p->hands.holding || p->hands.over)
    return false;
  lessons_look_up(p, p->map->graph.scenes[p->terms.found[k].scene].id);
  return true;
}

const layer terms_layer = {.name = "terms", .event = event, .record = record};

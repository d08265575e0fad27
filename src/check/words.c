// Steps without words, captions too long or with formulas, needs that are nowhere or go in a circle.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"
#include "stage/library.h"
#include "workshop/curriculum.h"

static bool is_blank(const char *text)
{
  return !text || !text[strspn(text, " \t\n")];
}

static void check_caption(check *c, int step, const char *text, bool asks)
{
  if (is_blank(text) || interface_caption_lines(c->interface, text, asks) <= 2)
    return;
  if (nb_failed(stage_jump(c->stage, (stage_position){step, 0.5f})))
    return;
  check_found(c, "caption", asks ? "ask" : "say", NB_CHALK, NULL, "say it in one or two short sentences",
              "the %s does not fit on two lines in its full size", asks ? "question" : "caption");
}

// A caption's formulas are set by nobody.
static void check_dollars(check *c, int step, const char *text)
{
  const char *first = text ? strchr(text, '$') : NULL;
  if (!first || !strchr(first + 1, '$') || nb_failed(stage_jump(c->stage, (stage_position){step, 0.5f})))
    return;
  check_found(c, "caption", "$", NB_CHALK, NULL,
              "write the signs themselves (x², ∇f, √2), or put the formula on the board with nb_tex",
              "the caption shows its $...$ as it stands");
}

static void check_steps(check *c)
{
  for (int k = 0; k < c->scene->step_count; k++) {
    const nb_step *step = &c->scene->steps[k];
    if (is_blank(step->say) && is_blank(step->ask) &&
        !nb_failed(stage_jump(c->stage, (stage_position){k, 0.5f})))
      check_found(c, "words", "", NB_CHALK, NULL,
                  "give it .say = \"...\": one sentence that tells what to see",
                  "the step \"%.80s\" has no words", step->title);
    check_dollars(c, k, step->say);
    check_dollars(c, k, step->ask);
    check_caption(c, k, step->say, false);
    check_caption(c, k, step->ask, true);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Needs

typedef struct world {
  check *c;
  curriculum all;
  library there;
  int depth;
  const char *way[64]; // from the scene to where we look
} world;

static bool exists(const world *w, const char *id)
{
  char path[1024];
  return curriculum_find(&w->all, id) || strcmp(id, w->c->job->id) == 0 ||
         !nb_failed(library_find(&w->there, id, path, sizeof path));
}

static const char *const wrong_circle =
    "leave out the need that is not one: what comes first may not rest on what comes later";

static void walk(world *w, const char *id);

static void walk_all(world *w, const char *const *needs)
{
  for (int k = 0; k < NB_MAX_NEEDS && needs[k]; k++)
    walk(w, needs[k]);
}

// Follows what the curriculum says, as the scenes on the way may not be written yet.
static void walk(world *w, const char *id)
{
  if (strcmp(id, w->c->job->id) == 0) {
    char words[300] = "";
    for (int k = 0; k < w->depth; k++) {
      strncat(words, w->way[k], sizeof words - strlen(words) - 1);
      strncat(words, ", ", sizeof words - strlen(words) - 1);
    }
    check_found_of_all(w->c, "needs", wrong_circle, "it needs %sand that needs it again", words);
    return;
  }
  const curriculum_entry *entry = curriculum_find(&w->all, id);
  for (int k = 0; k < w->depth; k++)
    if (strcmp(w->way[k], id) == 0)
      return;
  if (!entry || w->depth == 64)
    return;
  w->way[w->depth++] = id;
  walk_all(w, entry->needs);
  w->depth--;
}

static void check_needs_of(world *w, const char *const *needs)
{
  for (int k = 0; k < NB_MAX_NEEDS && needs[k]; k++)
    if (!exists(w, needs[k]))
      check_found_of_all(w->c, "needs",
                         "an id is SUBJECT/NAME; `nabla list` and assets/curriculum/scenes.txt have them",
                         "it needs \"%.100s\", which is neither a scene nor on the curriculum", needs[k]);
  walk_all(w, needs);
}

void check_words(check *c)
{
  check_steps(c);
  world w = {.c = c};
  nb_error e = curriculum_open(&w.all, c->job->assets);
  if (nb_failed(e)) {
    check_found_of_all(c, "needs", "put it right", "the curriculum cannot be read: %s", e.text);
    return;
  }
  if (nb_failed(library_open(&w.there, c->job->scenes)))
    w.there = (library){0};
  check_needs_of(&w, c->scene->needs);
  for (int k = 0; k < c->scene->step_count; k++)
    check_needs_of(&w, c->scene->steps[k].needs);
  library_close(&w.there);
  curriculum_close(&w.all);
}

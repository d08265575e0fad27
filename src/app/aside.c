// What is drawn beside the present moment: the ghost of another run, and the small picture of the moment on the step
// strip that the pointer is over.
#include "app/parts.h"
#include "interface/strip.h"

// Where nothing was drawn, nothing is shown: a ghost is no reason to stop.
void aside_draw_ghost(player *p)
{
  const void *list;
  size_t size;
  nb_theme theme = settings_theme(&p->settings);
  nb_rgba color = (nb_theme_color(theme, NB_DIM) & 0xffffff) | 0xb0000000;
  bool shown = stage_has_other(p->stage, NULL) &&
               !nb_failed(stage_draw_other(p->stage, theme, &list, &size)) &&
               !nb_failed(ghost_make(&p->ghost, p->picture.layers[PICTURE_SCENE].bytes,
                                     p->picture.layers[PICTURE_SCENE].size, list, size, color));
  player_report(p, picture_set(&p->picture, PICTURE_GHOST, p->ghost.list, shown ? p->ghost.size : 0));
}

// Says once for each fork how to go back.
void aside_tell_of_fork(player *p)
{
  bool forked;
  forked = stage_has_other(p->stage, &forked) && forked;
  if (forked && !p->forked)
    player_notify(p, "the run before stays as a ghost: G goes back to it");
  p->forked = forked;
}

void aside_draw_peek(player *p)
{
  const void *list = NULL;
  size_t size = 0;
  interface_view view = player_view(p);
  bool over = p->pointer.on_strip && !p->pointer.scrubbing && !layers_cover(p);
  p->peeks = false;
  if (over) {
    stage_position at = {p->pointer.step,
                         p->pointer.along * playback_step_length(&p->playback, p->pointer.step)};
    p->peeks = !nb_failed(stage_peek(p->stage, at, settings_theme(&p->settings), &list, &size));
  }
  picture_set_area(&p->picture, PICTURE_PEEK, interface_peek_area(&view));
  player_report(p, picture_set(&p->picture, PICTURE_PEEK, list, p->peeks ? size : 0));
}

#include <math.h>
#include <stdio.h>

#include "app/parts.h"
#include "film/graphics.h"

#define BETWEEN_LOOKS 0.25 // seconds

void card_leave(player *p, nb_error why)
{
  char text[500];
  snprintf(text, sizeof text, "the processor paints now: %.440s", why.text);
  fprintf(stderr, "nabla: %s\n", text);
  painter_leave_gl(p->painter);
  window_leave_gl(&p->window);
  p->pace.waits = p->window.waits;
  player_notify(p, text);
}

void card_begin(player *p)
{
  nb_error e = nb_ok();
  if (p->window.gl)
    e = painter_use_gl(p->painter, &(gl_options){.loader = graphics_loader, .shaders = p->options->shaders});
  else if (*p->window.no_gl)
    e = nb_fail(NB_NO_GRAPHICS, "%s", p->window.no_gl);
  if (nb_failed(e))
    card_leave(p, e);
}

void card_look(player *p)
{
  nb_error e;
  if (!p->options->shaders || !painter_reload_shaders(p->painter, &e))
    return;
  p->picture.changed = true;
  if (nb_failed(e))
    fprintf(stderr, "nabla: %s\n", e.text);
  player_report(p, e);
}

double card_next_look(const player *p)
{
  return p->options->shaders ? p->clock + BETWEEN_LOOKS : INFINITY;
}

#include "film/muxer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/encoder_module.h"
#include "film/gif.h"
#include "film/output.h"

struct muxer {
  const film_plan *plan;
  const encoder_module *module; // of a format that libavformat writes
  void *film;                   // what the module opened
  char name[1024];
  FILE *file;    // of a GIF
  uint8_t *held; // its last packet, whose delay is known with the next one
  size_t held_size;
  int64_t held_pts;
};

static nb_error open_gif(muxer *m, const uint8_t *colors, const char *path)
{
  m->file = fopen(path, "wb");
  if (!m->file)
    return output_failed(m->name, errno);
  gif_put_header(m->file, m->plan->width, m->plan->height, colors);
  return nb_ok();
}

nb_error muxer_open(muxer **out, const film_plan *plan, const uint8_t *colors, const char *path,
                    const char *name, const film_sound *sound)
{
  *out = NULL;
  muxer *m = calloc(1, sizeof *m);
  if (!m)
    return nb_fail(NB_NO_MEMORY, "no memory for the film");
  m->plan = plan;
  snprintf(m->name, sizeof m->name, "%s", name);
  nb_error e = plan->format == FILM_GIF ? open_gif(m, colors, path) : encoder_module_load(&m->module);
  if (!nb_failed(e) && m->module)
    e = m->module->mux_open(&m->film, plan, path, name, sound);
  if (nb_failed(e))
    muxer_close(m);
  else
    *out = m;
  return e;
}

// Hundredths of a second at which a frame begins.
static int64_t hundredths(const muxer *m, int64_t frame)
{
  return (100 * frame + m->plan->fps / 2) / m->plan->fps;
}

static void put_held(muxer *m, int64_t until)
{
  if (!m->held_size)
    return;
  gif_put_delay(m->file, hundredths(m, until) - hundredths(m, m->held_pts));
  fwrite(m->held, 1, m->held_size, m->file);
  m->held_size = 0;
}

static nb_error state_of(const muxer *m)
{
  return ferror(m->file) ? output_failed(m->name, errno ? errno : EIO) : nb_ok();
}

static nb_error write_gif(muxer *m, const film_packet *p)
{
  errno = 0;
  put_held(m, p->pts);
  uint8_t *room = realloc(m->held, p->size);
  if (!room)
    return nb_fail(NB_NO_MEMORY, "no memory for a frame of %s", m->name);
  memcpy(room, p->bytes, p->size);
  m->held = room;
  m->held_size = p->size;
  m->held_pts = p->pts;
  return state_of(m);
}

nb_error muxer_write(muxer *m, const film_packet *packet)
{
  return m->module ? m->module->mux_write(m->film, packet) : write_gif(m, packet);
}

nb_error muxer_finish(muxer *m)
{
  if (m->module)
    return m->module->mux_finish(m->film);
  errno = 0;
  put_held(m, m->plan->frames);
  gif_put_end(m->file);
  fflush(m->file);
  nb_error e = state_of(m);
  int closed = fclose(m->file);
  m->file = NULL;
  return closed != 0 && !nb_failed(e) ? output_failed(m->name, errno) : e;
}

void muxer_close(muxer *m)
{
  if (!m)
    return;
  if (m->film)
    m->module->mux_close(m->film);
  if (m->file)
    fclose(m->file);
  free(m->held);
  free(m);
}

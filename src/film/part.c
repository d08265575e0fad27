#include "film/part.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char magic[] = "nabla-part 1\n";

enum { MOST_PACKET = 1 << 28 };

// A packet's header in the file, and after the last packet one with `end`.
typedef struct packet_header {
  int64_t pts, dts;
  uint32_t key, size, alpha_size, end;
} packet_header;

nb_error part_path(char *to, size_t capacity, const char *folder, int64_t index)
{
  int length = snprintf(to, capacity, "%s/%05lld.part", folder, (long long)index);
  if (length < 0 || (size_t)length >= capacity)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: the name is too long", folder);
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Writing

static nb_error state_of(const part_writer *w)
{
  return ferror(w->file) ? output_failed(w->path, errno ? errno : EIO) : nb_ok();
}

nb_error part_begin(part_writer *w, const film_plan *plan, const char *folder, int64_t index,
                    const uint8_t *palette)
{
  static const uint8_t none[PART_PALETTE];
  w->file = NULL;
  nb_error e = part_path(w->path, sizeof w->path, folder, index);
  if (!nb_failed(e))
    e = output_open(&w->output, &w->file, w->path);
  if (nb_failed(e))
    return e;
  fputs(magic, w->file);
  film_plan_write(plan, w->file);
  fwrite(&index, sizeof index, 1, w->file);
  fwrite(palette ? palette : none, 1, PART_PALETTE, w->file);
  return nb_ok();
}

nb_error part_add(void *writer, const film_packet *p)
{
  part_writer *w = writer;
  packet_header h = {p->pts, p->dts, p->key, (uint32_t)p->size, (uint32_t)p->alpha_size, 0};
  errno = 0;
  fwrite(&h, sizeof h, 1, w->file);
  fwrite(p->bytes, 1, p->size, w->file);
  if (p->alpha_size)
    fwrite(p->alpha, 1, p->alpha_size, w->file);
  return state_of(w);
}

nb_error part_keep(part_writer *w)
{
  packet_header end = {.end = 1};
  errno = 0;
  fwrite(&end, sizeof end, 1, w->file);
  FILE *file = w->file;
  w->file = NULL;
  return output_close(&w->output, file);
}

void part_drop(part_writer *w)
{
  if (!w->file)
    return;
  fclose(w->file);
  w->file = NULL;
  output_drop(&w->output);
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

static nb_error damaged(const part_reader *r)
{
  return nb_fail(NB_BAD_FILE, "%s is no whole part of a film", r->path);
}

nb_error part_open(part_reader *r, const char *path)
{
  char begin[sizeof magic] = "";
  *r = (part_reader){.path = path, .file = fopen(path, "rb")};
  if (!r->file)
    return nb_fail(NB_MISSING_FILE, "cannot read %s: %s", path, strerror(errno));
  if (!fgets(begin, sizeof begin, r->file) || strcmp(begin, magic) != 0 ||
      !film_plan_read(&r->plan, r->file) || fread(&r->index, sizeof r->index, 1, r->file) != 1 ||
      r->index < 0 || r->index >= r->plan.groups ||
      fread(r->palette, 1, PART_PALETTE, r->file) != PART_PALETTE)
    return damaged(r);
  return nb_ok();
}

static bool make_room(part_reader *r, size_t size)
{
  if (size <= r->capacity)
    return true;
  uint8_t *larger = realloc(r->bytes, size + size / 2);
  if (!larger)
    return false;
  r->bytes = larger;
  r->capacity = size + size / 2;
  return true;
}

nb_error part_next(part_reader *r, film_packet *packet, bool *done)
{
  packet_header h;
  *done = false;
  if (fread(&h, sizeof h, 1, r->file) != 1)
    return damaged(r);
  if (h.end) {
    *done = true;
    return nb_ok();
  }
  size_t size = (size_t)h.size + h.alpha_size;
  if (h.size > MOST_PACKET || h.alpha_size > MOST_PACKET)
    return damaged(r);
  if (!make_room(r, size))
    return nb_fail(NB_NO_MEMORY, "no memory for a packet of %s", r->path);
  if (fread(r->bytes, 1, size, r->file) != size)
    return damaged(r);
  *packet = (film_packet){.pts = h.pts,
                          .dts = h.dts,
                          .key = h.key,
                          .bytes = r->bytes,
                          .size = h.size,
                          .alpha = h.alpha_size ? r->bytes + h.size : NULL,
                          .alpha_size = h.alpha_size};
  return nb_ok();
}

void part_close(part_reader *r)
{
  if (r->file)
    fclose(r->file);
  free(r->bytes);
  *r = (part_reader){0};
}

bool part_is_there(const film_plan *plan, const char *folder, int64_t index)
{
  char path[PART_PATH];
  part_reader r;
  if (nb_failed(part_path(path, sizeof path, folder, index)))
    return false;
  bool is = !nb_failed(part_open(&r, path)) && r.plan.key == plan->key && r.index == index;
  part_close(&r);
  return is;
}

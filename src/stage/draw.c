// Drawing the present moment, and finding the handles that the picture offers.
#include "stage/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---------------------------------------------------------------------------------------------------------------
// Handles

static nb_vec2 turn(nb_affine m, nb_vec2 v)
{
  return nb_apply(nb_columns(m.i, m.j), v);
}

static bool suits(const nb_grab_fixed *grab, const nb_param *p)
{
  uint32_t at = grab->offset - p->offset;
  switch (grab->kind) {
  case NB_GRAB_POINT:
    return grab->bytes == sizeof(nb_vec2) && at % sizeof(nb_vec2) == 0 &&
           (p->kind == NB_KIND_POINT || p->kind == NB_KIND_MATRIX);
  case NB_GRAB_VALUE:
  case NB_GRAB_NUMBER:
    return grab->bytes == sizeof(float) && at % sizeof(float) == 0 &&
           (p->kind == NB_KIND_NUMBER || p->kind == NB_KIND_ANGLE || p->kind == NB_KIND_POINT ||
            p->kind == NB_KIND_MATRIX || p->kind == NB_KIND_POINT3 || p->kind == NB_KIND_MATRIX3);
  case NB_GRAB_POINT3:
    return grab->bytes == sizeof(nb_vec3) && at % sizeof(nb_vec3) == 0 &&
           (p->kind == NB_KIND_POINT3 || p->kind == NB_KIND_MATRIX3);
  case NB_GRAB_CAMERA:
    return p->kind == NB_KIND_CAMERA && at == 0 && grab->bytes == p->bytes;
  case NB_GRAB_CANVAS:
    return p->kind == NB_KIND_CANVAS && at == 0 && grab->bytes == p->bytes &&
           grab->columns == (uint32_t)p->columns && grab->rows == (uint32_t)p->rows;
  default:
    return false;
  }
}

static nb_grab_fixed moved(nb_grab_fixed grab, nb_affine m)
{
  grab.at = nb_affine_apply(m, grab.at);
  grab.moves = nb_columns(turn(m, grab.moves.i), turn(m, grab.moves.j));
  grab.area = nb_affine_bounds(m, grab.area);
  // A step on the board, seen from within the groups, is what moves the field.
  nb_vec2 x = nb_least_squares2(nb_columns(m.i, m.j), nb_at(1, 0)),
          y = nb_least_squares2(nb_columns(m.i, m.j), nb_at(0, 1));
  nb_vec3 right = grab.right, up = grab.up;
  grab.right = nb_add3(nb_scale3(x.x, right), nb_scale3(x.y, up));
  grab.up = nb_add3(nb_scale3(y.x, right), nb_scale3(y.y, up));
  return grab;
}

// A field that is no parameter is no handle. False without memory.
static bool add_grab(stage *s, const nb_grab_fixed *grab, nb_affine m)
{
  const nb_param *param = NULL;
  if (grab->kind != NB_GRAB_TIME) {
    param = stage_param_at(s, grab->offset, grab->bytes);
    if (param == NULL || !suits(grab, param))
      return true;
  }
  if (s->grab_count == s->grab_capacity) {
    int capacity = s->grab_capacity * 2 + 16;
    stage_grab *grown = realloc(s->grabs, sizeof *grown * (size_t)capacity);
    if (grown == NULL)
      return false;
    s->grabs = grown;
    s->grab_capacity = capacity;
  }
  s->grabs[s->grab_count++] = (stage_grab){moved(*grab, m), param};
  return true;
}

// Its words may be a stranger's: control signs become blanks.
static void note_words(char *to, const char *words, size_t bytes)
{
  memcpy(to, words, bytes);
  to[bytes] = '\0';
  for (char *at = to; *at; at++)
    if ((unsigned char)*at < ' ' && *at != '\n')
      *at = ' ';
}

// The first mistake of a picture is kept, and the first pieces of advice.
static void note_mistake(stage *s, const nb_command *c)
{
  int k = 0;
  if (c->words[0] != NB_LIST_ADVICE[0]) {
    if (s->mistake[0] == '\0')
      note_words(s->mistake, c->words, c->mistake.bytes);
    return;
  }
  while (k < STAGE_ADVICE && s->advice[k][0] != '\0')
    k++;
  if (k < STAGE_ADVICE)
    note_words(s->advice[k], c->words + 1, c->mistake.bytes - 1);
}

const char *stage_advice(const stage *s, int k)
{
  bool there = k >= 0 && k < STAGE_ADVICE && s->advice[k][0] != '\0' && !nb_failed(s->trouble);
  return there ? s->advice[k] : NULL;
}

// Reads the list to its end, which checks it, and collects the handles under the groups that they lie in.
static nb_error read_list(stage *s, const void *list, size_t size)
{
  nb_affine groups[NB_LIST_MAX_DEPTH + 1] = {nb_affine_identity()};
  int depth = 0;
  bool done = false;
  nb_list_reader reader;
  nb_command command;
  nb_error e = nb_list_read(&reader, list, size);
  while (!nb_failed(e)) {
    e = nb_list_next(&reader, &command, &done);
    if (nb_failed(e) || done)
      break;
    if (command.op == NB_OP_GROUP) {
      groups[depth + 1] = nb_affine_multiply(groups[depth], command.group.transform);
      depth++;
    } else if (command.op == NB_OP_SPACE) {
      groups[depth + 1] = groups[depth];
      depth++;
    } else if (command.op == NB_OP_END) {
      depth--;
    } else if (command.op == NB_OP_MISTAKE) {
      note_mistake(s, &command);
    } else if (command.op == NB_OP_GRAB && !add_grab(s, &command.grab, groups[depth])) {
      e = nb_fail(NB_NO_MEMORY, "out of memory for the handles");
    }
  }
  if (nb_failed(e))
    s->grab_count = 0;
  return e;
}

int stage_grabs(const stage *s, const stage_grab **grabs)
{
  *grabs = s->grabs;
  return s->grab_count;
}

// ---------------------------------------------------------------------------------------------------------------
// Drawing

static nb_error draw(stage *s, const nb_frame *frame, const void **list, size_t *size)
{
  s->grab_count = 0;
  s->mistake[0] = '\0';
  for (int k = 0; k < STAGE_ADVICE; k++)
    s->advice[k][0] = '\0';
  if (nb_failed(s->trouble))
    return s->trouble;
  nb_error e = host_draw(s->host, frame, s->state, list, size);
  if (!nb_failed(e))
    e = read_list(s, *list, *size);
  if (nb_failed(e))
    s->trouble = stage_named(s, s->where, e);
  return s->trouble;
}

nb_error stage_draw(stage *s, nb_theme theme, const void **list, size_t *size)
{
  nb_frame frame = stage_picture_frame(s, s->where, theme);
  return draw(s, &frame, list, size);
}

double stage_drawn_in(const stage *s)
{
  return s->host->drawn_in;
}

nb_error stage_draw_arrived(stage *s, nb_theme theme, const void **list, size_t *size)
{
  nb_frame frame = stage_picture_frame(s, s->where, theme);
  if (!s->scene->steps[frame.step].live)
    frame.seconds = frame.duration;
  return draw(s, &frame, list, size);
}

nb_error stage_draw_later(stage *s, float seconds, nb_theme theme, const void **list, size_t *size)
{
  nb_frame frame = stage_picture_frame(s, s->where, theme);
  frame.seconds = seconds;
  return draw(s, &frame, list, size);
}

nb_error stage_mistake(const stage *s)
{
  if (s->mistake[0] == '\0' || nb_failed(s->trouble))
    return nb_ok();
  // Without the second: what stays wrong stays the same words.
  return nb_fail(NB_BAD_FORMULA, "%s: step %d \"%.80s\": %s", s->file, s->where.step + 1,
                 s->scene->steps[s->where.step].title, s->mistake);
}

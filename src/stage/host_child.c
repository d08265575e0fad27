// A scene in a stage process. When that has ended, the next call opens the scene again in another.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actor/data.h"
#include "actor/description.h"
#include "stage/blame.h"
#include "stage/child.h"
#include "stage/host.h"
#include "stage/spares.h"

// Seconds of computing: of opening, a draw and a tick; of init, in which much may be prepared.
#define SHORT 2.0
#define LONG 10.0
#define DEAR 0.05 // of a draw that is not asked for again while nothing has changed

enum { PLUGIN_MOST = 256 << 20 };

typedef struct in_child {
  host base;
  char path[EXCHANGE_PATH];
  char *assets, *fonts; // folders; fonts NULL: none
  spares *spares;       // NULL: none are kept
  int plugin;           // a sealed copy of the file: what was opened, and will be opened again
  child *active;
  uint8_t *list; // the last drawn, ours
  size_t capacity, size;
  bool dear;        // it took long, and is still what the active child was asked for last:
  nb_frame dear_of; // of this frame, and of the state that lies in the child's memory
} in_child;

// ---------------------------------------------------------------------------------------------------------------
// The plugin's file

static nb_error copy_bytes(int to, int from, const char *path)
{
  static const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
  char bytes[1 << 16];
  ssize_t size;
  off_t all = 0;
  while ((size = read(from, bytes, sizeof bytes)) > 0 && all < PLUGIN_MOST) {
    if (write(to, bytes, (size_t)size) != size)
      return nb_fail(NB_NO_MEMORY, "out of memory for a copy of %s", path);
    all += size;
  }
  if (size < 0)
    return nb_fail(NB_NOT_A_PLUGIN, "%s is no scene plugin: %s", path, strerror(errno));
  if (size > 0)
    return nb_fail(NB_NOT_A_PLUGIN, "%s is no scene plugin: it is larger than %d MB", path,
                   PLUGIN_MOST >> 20);
  return fcntl(to, F_ADD_SEALS, seals) == 0
             ? nb_ok()
             : nb_fail(NB_FAILED, "%s cannot be sealed: %s", path, strerror(errno));
}

// A copy, so that a file that is written anew while it plays changes nothing in what plays.
static nb_error copy_plugin(in_child *h)
{
  int from = open(h->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (from < 0)
    return nb_fail(NB_MISSING_FILE, "the plugin %s cannot be opened: %s", h->path, strerror(errno));
  h->plugin = memfd_create("scene", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  nb_error e = h->plugin < 0 ? nb_fail(NB_NO_MEMORY, "out of memory for a copy of %s", h->path)
                             : copy_bytes(h->plugin, from, h->path);
  close(from);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Children

// A child that has opened nothing yet.
static nb_error take_child(in_child *h, child **out)
{
  return h->spares != NULL ? spares_take(h->spares, out) : child_start(out, h->fonts);
}

static void keep_spare(in_child *h)
{
  if (h->spares != NULL)
    spares_refill(h->spares);
}

static exchange_request *request(child *c, exchange_op op)
{
  exchange_request *r = &child_head(c)->request;
  memset(r, 0, sizeof *r);
  r->op = op;
  return r;
}

// Names the place. The child is one that has opened nothing; it reads what may be made to harm its reader.
static blame_place find_place(in_child *h, const exchange_end *end)
{
  blame_place place = {0};
  child *c;
  if (end->frame_count == 0 || end->base == 0 || nb_failed(take_child(h, &c)))
    return place;
  exchange_request *r = request(c, EXCHANGE_FIND);
  r->count = end->frame_count;
  for (uint32_t k = 0; k < end->frame_count; k++)
    r->addresses[k] = end->frames[k] - end->base;
  if (child_ask(c, &h->plugin, 1, -1, LONG) == CHILD_WELL) {
    exchange_reply reply;
    memcpy(&reply, &child_head(c)->reply, sizeof reply);
    snprintf(place.function, sizeof place.function, "%.*s", EXCHANGE_NAME - 1, reply.function);
    snprintf(place.file, sizeof place.file, "%.*s", EXCHANGE_NAME - 1, reply.file);
    place.line = reply.line;
  }
  child_close(c);
  return place;
}

// The child has ended: why?
static nb_error mourn(in_child *h, double seconds)
{
  child_words words = child_last_words(h->active);
  child_close(h->active);
  h->active = NULL;
  blame_place place = find_place(h, &words.end);
  keep_spare(h);
  return blame_for(&words, &place, seconds);
}

// Asks, and copies the answer.
static nb_error ask(in_child *h, const int *files, int file_count, double seconds, exchange_reply *reply)
{
  int plugin = child_head(h->active)->request.op == EXCHANGE_LOAD ? h->plugin : -1;
  h->dear = false;
  child_fate fate = child_ask(h->active, files, file_count, plugin, seconds);
  if (fate != CHILD_WELL)
    return mourn(h, seconds);
  memcpy(reply, &child_head(h->active)->reply, sizeof *reply);
  if (reply->error == NB_OK)
    return nb_ok();
  bool known = reply->error <= NB_FAILED;
  return nb_fail(known ? (nb_error_id)reply->error : NB_FAILED, "%.*s", (int)sizeof reply->text - 1,
                 reply->text);
}

// ---------------------------------------------------------------------------------------------------------------
// Opening

// The description that a child gave, into *scene.
static nb_error read_description(in_child *h, const exchange_reply *reply, nb_scene **scene)
{
  if (reply->size > EXCHANGE_OUTPUT_SIZE)
    return nb_fail(NB_BAD_SCENE, "%s: its description is broken", h->path);
  uint8_t *bytes = malloc(reply->size + 1);
  if (bytes == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory while opening %s", h->path);
  memcpy(bytes, child_memory(h->active) + EXCHANGE_OUTPUT_AT, reply->size);
  char file[128];
  description_file(h->path, file, sizeof file);
  nb_error e = description_unpack(scene, bytes, reply->size, reply->base, file);
  free(bytes);
  return e;
}

static nb_error load(in_child *h)
{
  exchange_reply reply;
  snprintf(request(h->active, EXCHANGE_LOAD)->path, EXCHANGE_PATH, "%s", h->path);
  lseek(h->plugin, 0, SEEK_SET); // where it is read is known to all who have it
  nb_error e = ask(h, &h->plugin, 1, SHORT, &reply);
  if (h->active == NULL)
    return nb_fail(e.id, "%s: while it was opened %.300s", h->path, e.text);
  if (!nb_failed(e) && child_opens(h->active) > 1)
    return nb_fail(NB_BAD_SCENE, "%s: while it was opened it tried to open a file, which a scene may not do",
                   h->path);
  if (nb_failed(e) || h->base.scene != NULL)
    return e; // another child has told what it is
  return read_description(h, &reply, &h->base.scene);
}

static nb_error send_data(in_child *h)
{
  int files[NB_MAX_DATA], count = 0;
  nb_error e = nb_ok();
  for (int k = 0; k < NB_MAX_DATA && h->base.scene->data[k] != NULL && !nb_failed(e); k++) {
    e = data_find(&files[count], h->assets == NULL ? "." : h->assets, h->base.scene->data[k]);
    count += !nb_failed(e);
  }
  if (!nb_failed(e) && count > 0) {
    exchange_reply reply;
    request(h->active, EXCHANGE_DATA)->count = (uint32_t)count;
    e = ask(h, files, count, SHORT, &reply);
  }
  for (int k = 0; k < count; k++)
    close(files[k]);
  return e;
}

// Opens the scene in a child, where it is in none.
static nb_error enter(in_child *h)
{
  if (h->active != NULL)
    return nb_ok();
  nb_error e = take_child(h, &h->active);
  if (!nb_failed(e))
    e = load(h);
  if (!nb_failed(e))
    e = send_data(h);
  if (nb_failed(e)) {
    child_close(h->active);
    h->active = NULL;
  }
  keep_spare(h);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Calls

static void put_frame(exchange_request *r, const nb_frame *f)
{
  r->step = f->step;
  r->seconds = f->seconds;
  r->duration = f->duration;
  r->reached = f->reached;
  r->theme = (uint32_t)f->theme;
  r->playing = f->playing;
  r->tick = f->tick;
  r->answered = f->answered;
}

static void put_state(in_child *h, const void *state)
{
  memcpy(child_memory(h->active) + EXCHANGE_STATE_AT, state, h->base.scene->state_size);
}

static void take_state(in_child *h, void *state)
{
  memcpy(state, child_memory(h->active) + EXCHANGE_STATE_AT, h->base.scene->state_size);
}

static nb_error child_init(host *base, const nb_frame *frame, void *state)
{
  in_child *h = (in_child *)base;
  exchange_reply reply;
  nb_error e = enter(h);
  if (nb_failed(e))
    return e;
  put_frame(request(h->active, EXCHANGE_INIT), frame);
  put_state(h, state);
  e = ask(h, NULL, 0, LONG, &reply);
  if (!nb_failed(e))
    take_state(h, state);
  return e;
}

static nb_error child_tick(host *base, const actor_ticks *ticks, void *state, int *done)
{
  in_child *h = (in_child *)base;
  exchange_reply reply;
  *done = 0;
  nb_error e = enter(h);
  if (nb_failed(e))
    return e;
  exchange_request *r = request(h->active, EXCHANGE_TICK);
  r->tick = ticks->first;
  r->count = (uint32_t)ticks->count;
  memcpy(r->moments, ticks->moments, sizeof *r->moments * (size_t)ticks->count);
  memcpy(child_memory(h->active) + EXCHANGE_VIEWER_AT, ticks->viewer, actor_viewer_size(base->scene));
  put_state(h, state);
  volatile uint32_t *made = &child_head(h->active)->reply.done;
  e = ask(h, NULL, 0, SHORT, &reply);
  if (!nb_failed(e)) {
    take_state(h, state);
    actor_lay(base->scene, ticks->viewer, state);
  }
  (void)made;
  *done = nb_failed(e) ? 0 : ticks->count;
  return e;
}

static nb_error take_list(in_child *h, size_t size, const void **list)
{
  if (size > NB_LIST_MAX_BYTES)
    return nb_fail(NB_BAD_LIST, "its picture takes %zu bytes, more than a display list can hold (64 MB)",
                   size);
  if (size > h->capacity) {
    // Half as much again: lists grow a little every frame while something is drawn.
    free(h->list);
    h->capacity = size + size / 2;
    h->list = malloc(h->capacity);
  }
  if (h->list == NULL) {
    h->capacity = 0;
    return nb_fail(NB_NO_MEMORY, "out of memory for a picture of %zu bytes", size);
  }
  memcpy(h->list, child_memory(h->active) + EXCHANGE_OUTPUT_AT, size);
  *list = h->list;
  return nb_ok();
}

static bool is_same_frame(const nb_frame *a, const nb_frame *b)
{
  return a->step == b->step && a->seconds == b->seconds && a->duration == b->duration &&
         a->reached == b->reached && a->tick == b->tick && a->answered == b->answered &&
         a->theme == b->theme && a->playing == b->playing;
}

// A picture is a function of its frame and of the state.
static bool is_kept(in_child *h, const nb_frame *frame, const void *state)
{
  return h->dear && h->active != NULL && is_same_frame(&h->dear_of, frame) &&
         memcmp(child_memory(h->active) + EXCHANGE_STATE_AT, state, h->base.scene->state_size) == 0;
}

static nb_error draw_anew(in_child *h, const nb_frame *frame, void *state, const void **list)
{
  exchange_reply reply;
  nb_error e = enter(h);
  if (nb_failed(e))
    return e;
  put_frame(request(h->active, EXCHANGE_DRAW), frame);
  put_state(h, state);
  double before = child_computed(h->active);
  e = ask(h, NULL, 0, SHORT, &reply);
  if (nb_failed(e))
    return e;
  h->base.drawn_in = fmax(0, child_computed(h->active) - before);
  h->size = (size_t)reply.size;
  e = take_list(h, h->size, list);
  h->dear = !nb_failed(e) && h->base.drawn_in > DEAR;
  h->dear_of = *frame;
  return e;
}

static nb_error child_draw(host *base, const nb_frame *frame, void *state, const void **list, size_t *size)
{
  in_child *h = (in_child *)base;
  nb_error e = nb_ok();
  h->base.drawn_in = 0;
  if (is_kept(h, frame, state))
    *list = h->list;
  else
    e = draw_anew(h, frame, state, list);
  *size = h->size;
  return e;
}

static nb_error child_truth(host *base, int step, void *state, void *truth, size_t bytes)
{
  in_child *h = (in_child *)base;
  exchange_reply reply;
  nb_error e = enter(h);
  if (nb_failed(e))
    return e;
  exchange_request *r = request(h->active, EXCHANGE_TRUTH);
  r->step = step;
  r->count = (uint32_t)bytes;
  put_state(h, state);
  e = ask(h, NULL, 0, SHORT, &reply);
  if (!nb_failed(e))
    memcpy(truth, child_memory(h->active) + EXCHANGE_OUTPUT_AT, bytes);
  return e;
}

static void child_host_close(host *base)
{
  in_child *h = (in_child *)base;
  child_close(h->active);
  if (h->plugin >= 0)
    close(h->plugin);
  free(h->base.scene);
  free(h->list);
  free(h->assets);
  free(h);
}

static bool keep_options(in_child *h, const char *path, const stage_options *options)
{
  snprintf(h->path, sizeof h->path, "%s", path);
  h->spares = options->spares;
  h->assets = options->assets == NULL ? NULL : strdup(options->assets);
  h->fonts = options->fonts == NULL ? NULL : h->assets;
  return options->assets == NULL || h->assets != NULL;
}

nb_error host_open_child(host **out, const char *path, const stage_options *options)
{
  static const host_kind kind = {child_init, child_tick, child_draw, child_truth, child_host_close};
  *out = NULL;
  in_child *h = calloc(1, sizeof *h);
  if (h == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory while opening %s", path);
  h->base.kind = &kind;
  h->plugin = -1;
  bool kept = keep_options(h, path, options);
  nb_error e = kept ? copy_plugin(h) : nb_fail(NB_NO_MEMORY, "out of memory while opening %s", path);
  if (!nb_failed(e))
    e = enter(h);
  if (nb_failed(e))
    child_host_close(&h->base);
  else
    *out = &h->base;
  return e;
}

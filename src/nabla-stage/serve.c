#include "serve.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "actor/data.h"
#include "actor/description.h"
#include "confine.h"
#include "find.h"

enum { MOST_FILES = NB_MAX_DATA };

static exchange_region *head(const server *s)
{
  return (exchange_region *)(void *)s->region;
}

// Waits for a request: its number, and the descriptors that came with it.
static uint32_t wait_for_request(int *files, int *file_count)
{
  uint32_t number = 0;
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(MOST_FILES * sizeof(int))];
  struct iovec bytes = {&number, sizeof number};
  struct msghdr message = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  if (recvmsg(EXCHANGE_SOCKET, &message, MSG_CMSG_CLOEXEC) != sizeof number)
    _exit(EXCHANGE_EXIT); // the program is gone, or wants no more
  *file_count = 0;
  const struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  if (c != NULL && c->cmsg_type == SCM_RIGHTS) {
    *file_count = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(files, CMSG_DATA(c), (size_t)*file_count * sizeof(int));
  }
  return number;
}

static nb_error output(server *s, const void *bytes, size_t size)
{
  if (size > EXCHANGE_OUTPUT_SIZE)
    return nb_fail(NB_BAD_SCENE, "what it gives is too large: %zu bytes", size);
  memcpy(s->region + EXCHANGE_OUTPUT_AT, bytes, size);
  head(s)->reply.size = size;
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Requests

static nb_error load(server *s, const exchange_request *r, int file)
{
  snprintf(s->name, sizeof s->name, "/proc/self/fd/%d", file);
  nb_error e = plugin_open_file(&s->plugin, s->name, r->path);
  confine_end();
  if (nb_failed(e))
    return e;
  struct link_map *map = NULL;
  if (dlinfo(s->plugin.handle, RTLD_DI_LINKMAP, &map) == 0 && map != NULL)
    head(s)->end.base = map->l_addr;
  s->actor.scene = s->plugin.scene;
  head(s)->reply.base = (uint64_t)(uintptr_t)s->plugin.scene;
  return output(s, s->plugin.scene, s->plugin.size);
}

static nb_error take_data(server *s, const int *files, int count)
{
  for (int k = 0; k < count; k++) {
    nb_error e = data_map(&s->actor.data[k], files[k], s->actor.scene->data[k]);
    if (nb_failed(e))
      return e;
    s->actor.data_count++;
  }
  return nb_ok();
}

static nb_frame frame_of(const exchange_request *r)
{
  return (nb_frame){
      .step = r->step,
      .seconds = r->seconds,
      .duration = r->duration,
      .reached = r->reached,
      .tick = r->tick,
      .answered = r->answered,
      .theme = (nb_theme)r->theme,
      .playing = r->playing != 0,
  };
}

static nb_error draw(server *s, const exchange_request *r)
{
  nb_frame frame = frame_of(r);
  const void *list;
  size_t size;
  nb_error e = actor_draw(&s->actor, &frame, s->state, &list, &size);
  return nb_failed(e) ? e : output(s, list, size);
}

static void tick(server *s, const exchange_request *r)
{
  actor_moment moments[ACTOR_MAX_TICKS]; // of our own: a tick may write all over the region
  memcpy(moments, r->moments, sizeof moments);
  actor_ticks ticks = {r->tick, (int)r->count, moments, s->region + EXCHANGE_VIEWER_AT};
  actor_tick(&s->actor, &ticks, s->region + EXCHANGE_STATE_AT, &head(s)->reply.done);
}

static void tell_truth(server *s, const exchange_request *r)
{
  actor_truth(&s->actor, r->step, s->state, s->region + EXCHANGE_OUTPUT_AT, r->count);
  head(s)->reply.size = r->count;
}

static nb_error answer(server *s, const int *files, int file_count)
{
  const exchange_request *r = &head(s)->request;
  nb_frame frame = frame_of(r);
  switch (r->op) {
  case EXCHANGE_LOAD:
    return load(s, r, files[0]);
  case EXCHANGE_DATA:
    return take_data(s, files, file_count);
  case EXCHANGE_INIT:
    actor_init(&s->actor, &frame, s->region + EXCHANGE_STATE_AT);
    return nb_ok();
  case EXCHANGE_TICK:
    tick(s, r);
    return nb_ok();
  case EXCHANGE_DRAW:
    return draw(s, r);
  case EXCHANGE_TRUTH:
    tell_truth(s, r);
    return nb_ok();
  case EXCHANGE_FIND:
    find_place(files[0], r->addresses, r->count, &head(s)->reply);
    return nb_ok();
  default:
    return nb_fail(NB_FAILED, "request %u is not known", r->op);
  }
}

void serve(server *s)
{
  for (;;) {
    int files[MOST_FILES], file_count;
    uint32_t number = wait_for_request(files, &file_count);
    nb_error e = answer(s, files, file_count);
    for (int k = 0; k < file_count; k++)
      close(files[k]);
    head(s)->reply.error = e.id;
    memcpy(head(s)->reply.text, e.text, sizeof e.text);
    fflush(stdout);
    if (write(EXCHANGE_SOCKET, &number, sizeof number) != sizeof number)
      _exit(EXCHANGE_EXIT);
  }
}

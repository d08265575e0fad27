// A list that was recorded before, put into the one that is being recorded.
#include <string.h>

#include "nabla/record_inside.h"

// One command as it stands in its list, this header with it.
static void put_command(nb_board *b, const uint8_t *at)
{
  nb_command_header header;
  record_writer w;
  memcpy(&header, at, sizeof header);
  size_t body = header.bytes - sizeof header;
  if (record_begin(b, &w, (nb_op)header.op, body))
    record_put(&w, at + sizeof header, body);
}

nb_error nb_board_insert(nb_board *b, const void *list, size_t size)
{
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  if (b->space > 0)
    return nb_fail(NB_BAD_SCENE, "a list cannot stand in a space");
  nb_error e = nb_list_check(list, size);
  if (!nb_failed(e))
    e = nb_list_read(&reader, list, size);
  while (!nb_failed(e)) {
    const uint8_t *at = reader.bytes + reader.at;
    e = nb_list_next(&reader, &command, &done);
    if (nb_failed(e) || done)
      break;
    if (b->depth + reader.depth > NB_LIST_MAX_DEPTH)
      board_trouble(b, NB_BAD_SCENE, "more than 32 groups are open at once");
    if (command.op != NB_OP_GRAB && command.op != NB_OP_MISTAKE)
      put_command(b, at);
  }
  return e;
}

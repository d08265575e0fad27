// What a tape finds by number: elements of rows, rows of tables.
#include <string.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

uint32_t tape_index(float index, uint32_t size)
{
  float last = (float)(size - 1);
  return index > 0 ? (uint32_t)((index < last ? index : last) + 0.5f) : 0;
}

static nb_shape without_last(nb_shape shape)
{
  uint32_t rank = tape_rank(shape);
  if (rank)
    shape.sizes[rank - 1] = 0;
  return shape;
}

nb_var nb_tape_pick(nb_tape *tape, nb_var x, nb_var indices)
{
  if (!tape_sound(tape, (nb_var[]){x, indices}, 2))
    return 0;
  nb_shape shape = without_last(nb_tape_shape(tape, x));
  if (tape_rank(nb_tape_shape(tape, x)) == 0 || !tape_same(nb_tape_shape(tape, indices), shape))
    return tape_misfit(tape, "pick", x, indices, "an index for each row is needed");
  return tape_append(tape, (tape_node){.operation = TAPE_pick, .shape = shape, .from = {x, indices}}, 0);
}

void tape_pick_forward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *indices = tape_value(run, node->from[1]);
  for (uint32_t row = 0; row < r.rows; row++)
    r.value[row] = r.x[(size_t)row * r.size + tape_index(indices[row], r.size)];
}

void tape_pick_backward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *indices = tape_value(run, node->from[1]);
  for (uint32_t row = 0; r.dx && row < r.rows; row++)
    r.dx[(size_t)row * r.size + tape_index(indices[row], r.size)] += r.gradient[row];
}

nb_var nb_tape_embedding(nb_tape *tape, nb_var table, nb_var indices)
{
  if (!tape_sound(tape, (nb_var[]){table, indices}, 2))
    return 0;
  nb_shape shape = nb_tape_shape(tape, indices), rows = nb_tape_shape(tape, table);
  uint32_t rank = tape_rank(shape);
  if (tape_rank(rows) != 2 || rank == NB_TAPE_RANK)
    return tape_misfit(tape, "embedding", table, indices, "a table of rows and at most 3 sizes are needed");
  shape.sizes[rank] = rows.sizes[1];
  return tape_append(tape, (tape_node){.operation = TAPE_embedding, .shape = shape, .from = {table, indices}},
                     0);
}

void tape_embedding_forward(const tape_run *run, const tape_node *node)
{
  tape_rows table = tape_rows_of(run, node);
  const float *indices = tape_value(run, node->from[1]);
  for (uint32_t row = 0; row * table.size < node->count; row++)
    memcpy(table.value + (size_t)row * table.size,
           table.x + (size_t)tape_index(indices[row], table.rows) * table.size, table.size * sizeof(float));
}

void tape_embedding_backward(const tape_run *run, const tape_node *node)
{
  tape_rows table = tape_rows_of(run, node);
  const float *indices = tape_value(run, node->from[1]);
  for (uint32_t row = 0; table.dx && row * table.size < node->count; row++)
    for (uint32_t i = 0; i < table.size; i++)
      table.dx[(size_t)tape_index(indices[row], table.rows) * table.size + i] +=
          table.gradient[(size_t)row * table.size + i];
}

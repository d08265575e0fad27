#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/layout_inside.h"

enum { SWEEPS = 12, ROUNDS = 10 };

// ---------------------------------------------------------------------------------------------------------------
// Layers

static bool is_ready(const layers_band *b, int scene, int layer)
{
  const graph_scene *s = &b->graph->scenes[scene];
  for (int k = 0; k < s->need_count; k++) {
    int need = s->needs[k];
    if (b->graph->scenes[need].subject == s->subject && (b->layer_of[need] < 0 || b->layer_of[need] >= layer))
      return false;
  }
  return true;
}

// The scene that is put into the layer next: of those that may, the one with the longest path behind it; -1: none.
static int choose(const layers_band *b, int layer)
{
  int best = -1;
  for (int k = 0; k < b->count; k++) {
    int scene = b->scenes[k];
    if (b->layer_of[scene] < 0 && (best < 0 || b->heights[scene] > b->heights[best]) &&
        is_ready(b, scene, layer))
      best = scene;
  }
  return best;
}

int layers_schedule(layers_band *b, int width)
{
  int layer = 0, left = b->count;
  for (int k = 0; k < b->count; k++)
    b->layer_of[b->scenes[k]] = -1;
  for (; left > 0; layer++)
    for (int k = 0; k < width; k++) {
      int scene = choose(b, layer);
      if (scene < 0)
        break;
      b->layer_of[scene] = layer;
      left--;
    }
  return layer;
}

// ---------------------------------------------------------------------------------------------------------------
// Items and links

static int add_item(layers *l, int scene, int layer)
{
  l->items[l->item_count] = (layers_item){.scene = scene, .layer = layer, .before = -1, .behind = -1};
  return l->item_count++;
}

static void add_link(layers *l, int from, int to)
{
  layers_item *a = &l->items[from], *b = &l->items[to];
  l->links[l->link_count] = (layers_link){from, to, .next_before = b->before, .next_behind = a->behind};
  a->behind = b->before = l->link_count++;
}

// The line from the item of a need to that of a scene, by a point in every layer between.
static void add_chain(layers *l, int from, int to)
{
  layers_chain *c = &l->chains[l->chain_count++];
  c->first_link = l->link_count;
  for (int layer = l->items[from].layer + 1; layer < l->items[to].layer; layer++) {
    int point = add_item(l, -1, layer);
    add_link(l, from, point);
    from = point;
  }
  add_link(l, from, to);
  c->links = l->link_count - c->first_link;
}

static bool make_items(layers *l, const layers_band *b)
{
  size_t lines = 0, pieces = 0;
  for (int k = 0; k < b->count; k++) {
    const graph_scene *s = &b->graph->scenes[b->scenes[k]];
    lines += (size_t)s->need_count;
    pieces += (size_t)s->need_count * (size_t)(b->layer_of[b->scenes[k]] + 1);
  }
  int *item_of = calloc((size_t)b->graph->count + 1, sizeof *item_of);
  l->items = calloc((size_t)b->count + pieces + 1, sizeof *l->items);
  l->links = calloc(pieces + 1, sizeof *l->links);
  l->chains = calloc(lines + 1, sizeof *l->chains);
  bool whole = item_of && l->items && l->links && l->chains;
  for (int k = 0; whole && k < b->count; k++)
    item_of[b->scenes[k]] = add_item(l, b->scenes[k], b->layer_of[b->scenes[k]]);
  for (int k = 0; whole && k < b->count; k++) {
    const graph_scene *s = &b->graph->scenes[b->scenes[k]];
    for (int i = 0; i < s->need_count; i++)
      if (b->graph->scenes[s->needs[i]].subject == s->subject)
        add_chain(l, item_of[s->needs[i]], item_of[b->scenes[k]]);
  }
  free(item_of);
  return whole;
}

// ---------------------------------------------------------------------------------------------------------------
// Order in layers

// The items of a layer in their order; returns how many.
static int take_layer(const layers *l, int layer, int *out)
{
  int count = 0;
  for (int k = 0; k < l->item_count; k++)
    if (l->items[k].layer == layer) {
      int at = count++;
      for (; at > 0 && l->items[out[at - 1]].order > l->items[k].order; at--)
        out[at] = out[at - 1];
      out[at] = k;
    }
  return count;
}

// The mean place of what an item is linked to at one side (1: before it, -1: behind it), else its own.
static float barycentre(const layers *l, int item, int side)
{
  float sum = 0;
  int count = 0;
  for (int k = side > 0 ? l->items[item].before : l->items[item].behind; k >= 0; count++) {
    sum += (float)l->items[side > 0 ? l->links[k].from : l->links[k].to].order;
    k = side > 0 ? l->links[k].next_before : l->links[k].next_behind;
  }
  return count ? sum / (float)count : (float)l->items[item].order;
}

static void sort_layer(layers *l, int layer, int side, int *room, float *keys)
{
  int count = take_layer(l, layer, room);
  for (int k = 0; k < count; k++) {
    int item = room[k], at = k;
    float key = barycentre(l, item, side);
    for (; at > 0 && keys[at - 1] > key; at--) {
      keys[at] = keys[at - 1];
      room[at] = room[at - 1];
    }
    keys[at] = key;
    room[at] = item;
  }
  for (int k = 0; k < count; k++)
    l->items[room[k]].order = k;
}

// Of links from one layer to the next those cross whose ends stand in another order than their beginnings.
static int count_crossings(const layers *l, int *room)
{
  int count = 0;
  for (int layer = 0; layer + 1 < l->count; layer++) {
    int items = take_layer(l, layer, room);
    for (int a = 0; a < items; a++)
      for (int b = a + 1; b < items; b++)
        for (int x = l->items[room[a]].behind; x >= 0; x = l->links[x].next_behind)
          for (int y = l->items[room[b]].behind; y >= 0; y = l->links[y].next_behind)
            count += l->items[l->links[x].to].order > l->items[l->links[y].to].order;
  }
  return count;
}

static void order_layers(layers *l, int *room, float *keys, int *best)
{
  for (int layer = 0; layer < l->count; layer++) {
    int count = take_layer(l, layer, room);
    for (int k = 0; k < count; k++)
      l->items[room[k]].order = k;
  }
  int least = -1;
  for (int sweep = 0; sweep < SWEEPS && least != 0; sweep++) {
    int crossings = count_crossings(l, room);
    if (least < 0 || crossings < least) {
      least = crossings;
      for (int k = 0; k < l->item_count; k++)
        best[k] = l->items[k].order;
    }
    for (int k = 1; k < l->count; k++)
      sort_layer(l, sweep % 2 ? l->count - 1 - k : k, sweep % 2 ? -1 : 1, room, keys);
  }
  for (int k = 0; k < l->item_count; k++)
    l->items[k].order = best[k];
}

// ---------------------------------------------------------------------------------------------------------------
// Heights

static float room_of(const layers_item *i)
{
  return i->scene < 0 ? LAYERS_POINT : LAYERS_ROW;
}

// Where an item would like to be: the mean height of all that it is linked to.
static float wish(const layers *l, int item)
{
  float sum = 0;
  int count = 0;
  for (int k = l->items[item].before; k >= 0; k = l->links[k].next_before, count++)
    sum += l->items[l->links[k].from].y;
  for (int k = l->items[item].behind; k >= 0; k = l->links[k].next_behind, count++)
    sum += l->items[l->links[k].to].y;
  return count ? sum / (float)count : l->items[item].y;
}

// Puts the items of a layer as near to their wishes as their order and the room that they take allow: with the room
// taken off it is a regression under an order, which pooling neighbours that violate it solves exactly.
static void settle_layer(layers *l, const int *items, int count, float *value, int *size)
{
  int pools = 0;
  float offset = 0;
  for (int k = 0; k < count; k++) {
    if (k > 0)
      offset += 0.5f * (room_of(&l->items[items[k - 1]]) + room_of(&l->items[items[k]]));
    value[pools] = wish(l, items[k]) - offset;
    size[pools++] = 1;
    for (; pools > 1 && value[pools - 2] > value[pools - 1]; pools--) {
      int a = size[pools - 2], b = size[pools - 1];
      value[pools - 2] = ((float)a * value[pools - 2] + (float)b * value[pools - 1]) / (float)(a + b);
      size[pools - 2] = a + b;
    }
  }
  offset = 0;
  for (int pool = 0, k = 0; pool < pools; pool++)
    for (int n = 0; n < size[pool]; n++, k++) {
      if (k > 0)
        offset += 0.5f * (room_of(&l->items[items[k - 1]]) + room_of(&l->items[items[k]]));
      l->items[items[k]].y = value[pool] + offset;
    }
}

static void place_items(layers *l, int *room, float *value, int *size)
{
  for (int layer = 0; layer < l->count; layer++) {
    int count = take_layer(l, layer, room);
    for (int k = 0; k < count; k++)
      l->items[room[k]].y = LAYERS_ROW * ((float)k - 0.5f * (float)(count - 1));
  }
  for (int round = 0; round < ROUNDS; round++)
    for (int k = 0; k < l->count; k++) {
      int layer = round % 2 ? l->count - 1 - k : k;
      settle_layer(l, room, take_layer(l, layer, room), value, size);
    }
  float top = INFINITY, bottom = -INFINITY;
  for (int k = 0; k < l->item_count; k++) {
    top = fminf(top, l->items[k].y - 0.5f * room_of(&l->items[k]));
    bottom = fmaxf(bottom, l->items[k].y + 0.5f * room_of(&l->items[k]));
  }
  for (int k = 0; k < l->item_count; k++)
    l->items[k].y -= top;
  l->height = l->item_count ? bottom - top : LAYERS_ROW;
}

bool layers_make(layers *l, const layers_band *b, int width, int count)
{
  *l = (layers){.width = width, .count = count};
  if (!make_items(l, b))
    return false;
  size_t most = (size_t)l->item_count + 1;
  int *room = calloc(3 * most, sizeof *room);
  float *keys = calloc(most, sizeof *keys);
  bool whole = room && keys;
  if (whole) {
    order_layers(l, room, keys, room + most);
    place_items(l, room, keys, room + 2 * most);
  }
  free(room);
  free(keys);
  return whole;
}

void layers_free(layers *l)
{
  free(l->items);
  free(l->links);
  free(l->chains);
  *l = (layers){0};
}

// Parts to pages of A4: text in lines, pictures as wide as it, a page's number at its foot.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digest/inside.h"
#include "note/editor.h"
#include "note/page.h"

// All in points of 1/72 inch, y down from the paper's upper edge.
static const double wide = 595.28, high = 841.89, margin = 62, top = 58, foot = 40, air = 10;
enum { PICTURES = 8 }; // of a page, at most

typedef struct paper {
  vector *file;
  nb_board *board;
  const nb_fonts *fonts;
  double y; // down to where the page is filled
  int number;
  digest_picture pictures[PICTURES];
  paint_layer layers[1 + 2 * PICTURES];
  int picture_count, layer_count;
  bool begun; // a page is
} paper;

static float units(double points)
{
  return (float)(points / (double)NB_POINTS_PER_UNIT);
}

static nb_vec2 on_paper(double x, double y)
{
  return nb_at(units(x), -units(y));
}

static double bottom(void)
{
  return high - foot - 26;
}

// ---------------------------------------------------------------------------------------------------------------
// Pages

static void begin_page(paper *p)
{
  nb_board_begin(p->board, NB_BOARD, NULL, 0);
  p->y = top;
  p->picture_count = 0;
  p->layer_count = 1;
  p->number++;
  p->begun = true;
}

static nb_error end_page(paper *p)
{
  char text[16];
  if (!p->begun)
    return nb_ok();
  snprintf(text, sizeof text, "%d", p->number);
  nb_text(p->board, on_paper(wide / 2, high - foot), text,
          nb_style(.size = 9.5f, .color = NB_DIM, .anchor = NB_CENTER_BASELINE));
  p->layers[0] = (paint_layer){.place = {{NB_POINTS_PER_UNIT, 0}, {0, -NB_POINTS_PER_UNIT}, {0, 0}}};
  nb_error e = nb_board_finish(p->board, &p->layers[0].list, &p->layers[0].size);
  if (!nb_failed(e))
    e = vector_page(p->file, 0, p->layers, p->layer_count, (int)ceil(wide), (int)ceil(high), ceil(wide));
  for (int k = 0; k < p->picture_count; k++)
    digest_picture_free(&p->pictures[k]);
  p->picture_count = 0;
  p->begun = false;
  return e;
}

// Room for so much more on a page: on the next one where this has none.
static nb_error make_room(paper *p, double points)
{
  nb_error e = nb_ok();
  if (p->begun && p->y + points > bottom() && p->y > top)
    e = end_page(p);
  if (!nb_failed(e) && !p->begun)
    begin_page(p);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Text

static double in_points(float length)
{
  return (double)(length * NB_POINTS_PER_UNIT);
}

// How many lines from `first` on stay together on a page: all that fit, and no heading alone at its foot.
static int lines_that_fit(const note_page *n, int first, double room, double whole)
{
  int end = first;
  while (end < n->line_count &&
         in_points(n->lines[end].top + n->lines[end].height - n->lines[first].top) <= room)
    end++;
  if (end == n->line_count || end == first)
    return end == first && room >= whole ? first + 1 : end; // higher than a page: cut at its edge
  while (end > first + 1 && n->lines[end - 1].count > 0 &&
         n->pieces[n->lines[end - 1].first].font == NB_FONT_SEMIBOLD &&
         n->pieces[n->lines[end - 1].first].size > 11)
    end--;
  return end;
}

static nb_error put_text(paper *p, const char *words, double keep)
{
  note_page n = {0};
  editor clean; // what cannot be set is not in its text
  if (!editor_open(&clean, words))
    return nb_fail(NB_NO_MEMORY, "no memory for notes");
  note_options how = {.width = units(wide - 2 * margin), .size = 10.5f};
  nb_error e = note_set(&n, p->board, p->fonts, clean.text, clean.length, how);
  double whole = bottom() - top;
  if (!nb_failed(e) && keep > 0) // with what follows
    e = make_room(p, fmin(in_points(n.height) + keep, whole));
  for (int first = 0; first < n.line_count && !nb_failed(e);) {
    e = make_room(p, in_points(n.lines[first].height));
    int end = lines_that_fit(&n, first, bottom() - p->y, whole);
    if (nb_failed(e))
      break;
    if (end == first) {
      e = end_page(p);
      continue;
    }
    nb_vec2 at = on_paper(margin, p->y);
    note_record(&n, p->board, nb_at(at.x, at.y + n.lines[first].top), first, end);
    p->y += in_points(n.lines[end - 1].top + n.lines[end - 1].height - n.lines[first].top);
    first = end;
  }
  note_free(&n);
  editor_close(&clean);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures

// So wide that three of them, with what is said of each, stand on a page.
static double picture_width(void)
{
  return 0.8 * (wide - 2 * margin);
}

static double picture_height(nb_rect view)
{
  return picture_width() / (double)view.width * (double)view.height;
}

static void put_picture(paper *p, const digest_picture *picture)
{
  double width = picture_width(), height = picture_height(picture->view);
  nb_rect card = {units(margin), -units(p->y + height), units(width), units(height)};
  nb_rectangle(p->board, card, units(5),
               nb_style(.color = NB_TRACK, .fill = picture->ground, .width = 0.75f));
  p->layer_count += digest_picture_layers(picture, nb_at((float)margin, (float)p->y), (float)width,
                                          &p->layers[p->layer_count]);
  p->pictures[p->picture_count++] = *picture;
  p->y += height + 2 * air;
}

static nb_error put_part(paper *p, digest *d, shot *s, const digest_part *part)
{
  digest_picture picture;
  double height =
      part->step < 0 ? 0 : picture_height(digest_view(&d->ink[part->step], part->step >= NB_MAX_STEPS));
  nb_error e = put_text(p, part->text, part->step < 0 ? 0 : height + 2 * air);
  if (nb_failed(e) || part->step < 0) {
    p->y += air;
    return e;
  }
  p->y += air;
  e = make_room(p, height);
  if (!nb_failed(e) && p->picture_count == PICTURES) {
    e = end_page(p);
    if (!nb_failed(e))
      begin_page(p);
  }
  // The page's board is being recorded: the ink is drawn on another.
  nb_board *b = NULL;
  if (!nb_failed(e))
    e = nb_board_create(&b, p->fonts);
  if (!nb_failed(e))
    e = digest_picture_take(&picture, s, b, d, part->step);
  if (!nb_failed(e))
    put_picture(p, &picture);
  if (b)
    nb_board_destroy(b);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------

static nb_error open_paper(void **state, const film_job *job, const nb_fonts *fonts, nb_board *b)
{
  paper *p = calloc(1, sizeof *p);
  if (!p)
    return nb_fail(NB_NO_MEMORY, "no memory for pages");
  p->fonts = fonts;
  p->board = b;
  nb_error e = vector_open(&p->file, job->output, (vector_options){.fonts = fonts, .assets = job->assets});
  if (nb_failed(e)) {
    free(p);
    return e;
  }
  vector_title(p->file, "Notes");
  *state = p;
  return e;
}

// Each begins on a page of its own.
static nb_error put_lesson(void *state, digest *d, shot *s)
{
  paper *p = state;
  nb_error e = nb_ok();
  for (int k = 0; k < d->count && !nb_failed(e); k++)
    e = put_part(p, d, s, &d->parts[k]);
  return nb_failed(e) ? e : end_page(p);
}

static nb_error keep_paper(void *state)
{
  return vector_keep(((paper *)state)->file);
}

static void close_paper(void *state)
{
  paper *p = state;
  for (int k = 0; k < p->picture_count; k++)
    digest_picture_free(&p->pictures[k]);
  vector_close(p->file);
  free(p);
}

const digest_writer digest_paper = {open_paper, put_lesson, keep_paper, close_paper};

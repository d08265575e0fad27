#include "film/handout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/formula_boxes.h"
#include "film/shot.h"
#include "film/vector.h"
#include "nabla/record.h"

// All in points of 1/72 inch, y down from the paper's upper edge.
static const double margin = 54, header = 45, foot = 34;
static const double gap = 20;         // between the parts of a page
static const double dot_every = 14.2; // 5 mm
static const double between = 34;     // formulas
static const double least_room = 60;  // less room for writing is left empty
enum { MOST_FORMULAS = 6, MOST_LAYERS = 2 + MOST_FORMULAS, LINE_BYTES = 400 };

typedef struct page {
  nb_board *board;
  double width, height;
  double y; // down to where the page is filled
  paint_layer layers[MOST_LAYERS];
  int layer_count;
} page;

typedef struct handout {
  const film_job *job;
  char title[400];
  nb_fonts *fonts;
  nb_board *board;
  vector *file;
  double width, height; // of the paper
  int number;           // of the page
} handout;

// A board's unit is 120 points: type sizes in points are the paper's.
static nb_vec2 on_paper(double x, double y)
{
  return nb_at((float)(x / (double)NB_POINTS_PER_UNIT), (float)(-y / (double)NB_POINTS_PER_UNIT));
}

static float units(double points)
{
  return (float)(points / (double)NB_POINTS_PER_UNIT);
}

// ---------------------------------------------------------------------------------------------------------------
// Paragraphs

// The end of the longest part of text, in whole words, that fits the width; one word at least.
static const char *fit(nb_board *b, const char *text, bool emphasis, double width, nb_style style)
{
  char line[LINE_BYTES];
  const char *best = NULL, *at = text;
  while (*at) {
    at += strcspn(at, " \n");
    snprintf(line, sizeof line, "%s%.*s", emphasis ? "*" : "", (int)(at - text), text);
    if (best && (nb_text_width(b, line, style) > units(width) || (size_t)(at - text) + 4 > sizeof line))
      break;
    best = at;
    if (*at == '\n')
      break;
    at += strspn(at, " ");
  }
  return best ? best : at;
}

// Sets text in lines; emphasis that goes on over a line's end is closed there and opened again. The page is filled down
// to its last line.
static void set_paragraph(page *p, const char *text, double x, double width, double leading, nb_style style)
{
  bool emphasis = false;
  while (text && *text) {
    char line[LINE_BYTES];
    const char *end = fit(p->board, text, emphasis, width, style);
    bool before = emphasis;
    for (const char *at = text; at < end; at++)
      emphasis ^= *at == '*';
    snprintf(line, sizeof line, "%s%.*s%s", before ? "*" : "", (int)(end - text), text, emphasis ? "*" : "");
    p->y += leading;
    nb_text(p->board, on_paper(x, p->y), line, style);
    text = end + strspn(end, " \n");
  }
}

// ---------------------------------------------------------------------------------------------------------------
// A page's parts

static void set_header(page *p, const nb_scene *scene, int step)
{
  char text[64];
  snprintf(text, sizeof text, "step %d of %d", step + 1, scene->step_count);
  nb_text(p->board, on_paper(margin, header), scene->title,
          nb_style(.size = 9.5f, .color = NB_DIM, .font = NB_FONT_MEDIUM));
  nb_text(p->board, on_paper(p->width - margin, header), text,
          nb_style(.size = 9.5f, .color = NB_DIM, .anchor = NB_RIGHT_BASELINE));
  p->y = header + 10;
}

static void set_titles(page *p, const nb_scene *scene, int step)
{
  if (step == 0) {
    p->y += 12;
    set_paragraph(p, scene->title, margin, p->width - 2 * margin, 30,
                  nb_style(.size = 25, .color = NB_TEXT, .font = NB_FONT_SEMIBOLD));
    p->y += 6;
  }
  p->y += 4;
  set_paragraph(p, scene->steps[step].title, margin, p->width - 2 * margin, 22,
                nb_style(.size = step == 0 ? 14.5f : 17.5f, .color = step == 0 ? NB_DIM : NB_TEXT,
                         .font = step == 0 ? NB_FONT_MEDIUM : NB_FONT_SEMIBOLD));
}

// The picture's place on the page: as wide as the text, without the stretches where the player has title and caption.
static void set_picture(page *p, const shot_picture *picture)
{
  const double upper = 3.85, lower = -3.6; // board units
  double width = p->width - 2 * margin, unit = width / 16, height = unit * (upper - lower), top = p->y + 14;
  nb_rect card = {units(margin), units(-top - height), units(width), units(height)};
  nb_rectangle(p->board, card, units(5), nb_style(.fill = NB_GROUND, .color = NB_TRACK, .width = 0.75f));
  nb_rect area = {(float)margin, (float)top, (float)width, (float)height};
  nb_vec2 middle = {(float)(margin + width / 2), (float)(top + unit * upper)};
  paint_layer *layer = &p->layers[p->layer_count++];
  *layer = picture->layers[0];
  layer->place = (nb_affine){{(float)unit, 0}, {0, (float)-unit}, middle};
  layer->clip = area;
  p->y = top + height;
}

static void set_question(page *p, const char *ask)
{
  double top = p->y + gap;
  p->y = top - 4;
  set_paragraph(p, ask, margin + 14, p->width - 2 * margin - 14, 18,
                nb_style(.size = 12, .color = NB_TEXT, .font = NB_FONT_SEMIBOLD));
  nb_rect bar = {units(margin), units(-p->y - 5), units(3), units(p->y + 5 - top)};
  nb_rectangle(p->board, bar, units(1.5), nb_style(.fill = NB_V, .width = -1));
}

static void set_words(page *p, const nb_step *step)
{
  bool asks = step->ask && *step->ask;
  if (!asks && step->say && *step->say) {
    p->y += gap - 9;
    set_paragraph(p, step->say, margin, p->width - 2 * margin, 18, nb_style(.size = 12, .color = NB_TEXT));
  }
  if (asks) // what is said then is for those who have answered
    set_question(p, step->ask);
}

// A formula cut out of the picture: as large as its type becomes 15 points, or as it fits.
typedef struct cutting {
  nb_rect from; // board units
  double scale, width, height;
} cutting;

static cutting cut_out(const page *p, const formula_box *f)
{
  float air = 0.06f * f->size / NB_POINTS_PER_UNIT;
  nb_rect from = {f->box.x - air, f->box.y - air, f->box.width + 2 * air, f->box.height + 2 * air};
  double scale =
      fmin(15 * (double)(NB_POINTS_PER_UNIT / f->size), (p->width - 2 * margin) / (double)from.width);
  return (cutting){from, scale, scale * (double)from.width, scale * (double)from.height};
}

static void set_cutting(page *p, const paint_layer *scene, const cutting *c, double x, double top)
{
  float scale = (float)c->scale;
  paint_layer *layer = &p->layers[p->layer_count++];
  *layer = *scene;
  layer->place.i = (nb_vec2){scale, 0};
  layer->place.j = (nb_vec2){0, -scale};
  layer->place.origin =
      (nb_vec2){(float)x - scale * c->from.x, (float)top + scale * (c->from.y + c->from.height)};
  layer->clip = (nb_rect){(float)x, (float)top, (float)c->width, (float)c->height};
}

// How many of the cuttings stand beside one another, and how high that row is.
static int row_of(const page *p, const cutting *c, int count, double *tall)
{
  double x = margin;
  int in_row = 0;
  *tall = 0;
  for (; in_row < count && (in_row == 0 || x + c[in_row].width <= p->width - margin); in_row++) {
    x += c[in_row].width + between;
    *tall = fmax(*tall, c[in_row].height);
  }
  return in_row;
}

// The formulas of the picture again, enlarged, in rows on their middle.
static void set_formulas(page *p, const shot_picture *picture, const nb_fonts *fonts)
{
  formula_box boxes[MOST_FORMULAS];
  cutting cuttings[MOST_FORMULAS];
  const paint_layer *scene = &picture->layers[0];
  int count = formula_boxes(scene->list, scene->size, fonts, boxes, MOST_FORMULAS);
  for (int k = 0; k < count; k++)
    cuttings[k] = cut_out(p, &boxes[k]);
  double air = gap;
  for (int first = 0, in_row; first < count; first += in_row, air = 12) {
    double tall, x = margin;
    in_row = row_of(p, cuttings + first, count - first, &tall);
    if (p->y + air + tall > p->height - foot - 40)
      break;
    for (int k = first; k < first + in_row; k++, x += cuttings[k - 1].width + between)
      set_cutting(p, scene, &cuttings[k], x, p->y + air + (tall - cuttings[k].height) / 2);
    p->y += air + tall;
  }
}

static void set_room(page *p, int number)
{
  char text[16];
  double top = p->y + gap + 8, bottom = p->height - foot - 22;
  snprintf(text, sizeof text, "%d", number);
  nb_text(p->board, on_paper(p->width / 2, p->height - foot), text,
          nb_style(.size = 9.5f, .color = NB_DIM, .anchor = NB_CENTER_BASELINE));
  if (bottom - top < least_room)
    return;
  nb_text(p->board, on_paper(margin, top), "In your own words",
          nb_style(.size = 9.5f, .color = NB_DIM, .font = NB_FONT_MEDIUM));
  double across = p->width - 2 * margin;
  // Rows of dots: dashed lines, whose dashes are next to nothing but for their round ends.
  float every = (float)(across / floor(across / dot_every)), dash = 0.02f;
  for (double y = top + dot_every; y <= bottom; y += dot_every)
    nb_line(p->board, on_paper(margin, y), on_paper(margin + across + (double)dash, y),
            nb_style(.color = NB_DIM, .alpha = 0.6f, .width = 1.1f, .dash = {dash, every - dash}));
}

// ---------------------------------------------------------------------------------------------------------------

static nb_error add_step(handout *h, shot *s, int step)
{
  const nb_scene *scene = shot_scene(s);
  page p = {.board = h->board, .width = h->width, .height = h->height, .layer_count = 1};
  shot_picture picture;
  if (h->job->stop && *h->job->stop)
    return nb_fail(NB_INTERRUPTED, "interrupted");
  nb_error e = shot_take(s, (stage_position){step, scene->steps[step].seconds}, 1920, 1080, &picture);
  if (nb_failed(e))
    return e;
  nb_board_begin(h->board, NB_BOARD, NULL, 0);
  set_header(&p, scene, step);
  set_titles(&p, scene, step);
  set_picture(&p, &picture);
  set_words(&p, &scene->steps[step]);
  set_formulas(&p, &picture, h->fonts);
  set_room(&p, ++h->number);
  p.layers[0].place = (nb_affine){{NB_POINTS_PER_UNIT, 0}, {0, -NB_POINTS_PER_UNIT}, {0, 0}};
  e = nb_board_finish(h->board, &p.layers[0].list, &p.layers[0].size);
  return nb_failed(e) ? e
                      : vector_page(h->file, 0, p.layers, p.layer_count, (int)ceil(h->width),
                                    (int)ceil(h->height), ceil(h->width));
}

// The handout's title is those of its lessons, as many as there is room for.
static void add_title(handout *h, const char *title)
{
  size_t length = strlen(h->title), room = sizeof h->title - length;
  if (strlen(title) + sizeof ", ..." < room)
    snprintf(h->title + length, room, "%s%s", length ? ", " : "", title);
  else if (length > 0 && h->title[length - 1] != '.')
    snprintf(h->title + length, room, ", ...");
}

static nb_error add_scene(handout *h, const char *plugin)
{
  film_job job = *h->job;
  shot *s;
  job.plugin = plugin;
  job.theme = NB_BOARD;
  job.bare = true;
  nb_error e = shot_open(&s, &job);
  if (nb_failed(e))
    return e;
  add_title(h, shot_scene(s)->title);
  for (int step = 0; step < shot_scene(s)->step_count && !nb_failed(e); step++)
    e = add_step(h, s, step);
  shot_close(s);
  return e;
}

static nb_error write_all(handout *h, const char *const *plugins, int plugin_count)
{
  nb_error e = nb_fonts_open(&h->fonts, h->job->assets);
  if (!nb_failed(e))
    e = nb_board_create(&h->board, h->fonts);
  if (!nb_failed(e))
    e = vector_open(&h->file, h->job->output, (vector_options){.fonts = h->fonts, .assets = h->job->assets});
  for (int k = 0; k < plugin_count && !nb_failed(e); k++)
    e = add_scene(h, plugins[k]);
  if (nb_failed(e))
    return e;
  vector_title(h->file, h->title);
  return vector_keep(h->file);
}

nb_error film_handout(const film_job *job, const char *const *plugins, int plugin_count, handout_paper paper)
{
  bool a4 = paper == HANDOUT_A4;
  handout h = {.job = job, .width = a4 ? 595.28 : 612, .height = a4 ? 841.89 : 792};
  nb_error e = write_all(&h, plugins, plugin_count);
  vector_close(h.file);
  if (h.board)
    nb_board_destroy(h.board);
  if (h.fonts)
    nb_fonts_close(h.fonts);
  if (!nb_failed(e) && !job->quiet)
    fprintf(stderr, "wrote %s: %d pages\n", job->output, h.number);
  return e;
}

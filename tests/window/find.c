// Where words stand in a picture of the window, whatever their colour: they are set as the interface sets them, and
// looked for.
//
//   window-find ASSETS PICTURE.bmp WORDS POINTS UNIT WxH+X+Y
//
// POINTS is how large they are meant to be, UNIT the pixels to a unit of the board. In the part named of the picture it
// prints "left top right bottom" of the first place where they stand, in pixels; where there is none it says so, and ends
// with 1. Words over lines are not found: they are meant to be read.
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>

#include "interface/words.h"

enum { FULL = 200, EMPTY = 8, CONTRAST = 40 };

typedef struct spot {
  int x, y, coverage;
} spot;

// The pixels of words that say most, first the fullest: what is not there is seen early.
typedef struct shape {
  const words_image *image;
  spot *spots;
  int count;
} shape;

static int by_coverage(const void *a, const void *b)
{
  return ((const spot *)b)->coverage - ((const spot *)a)->coverage;
}

static shape shape_of(const words_image *image)
{
  shape s = {.image = image, .spots = calloc((size_t)image->width * (size_t)image->height, sizeof *s.spots)};
  for (int k = 0; s.spots && k < image->width * image->height; k++)
    s.spots[s.count++] = (spot){k % image->width, k / image->width, image->pixels[4 * k + 3]};
  if (s.spots)
    qsort(s.spots, (size_t)s.count, sizeof *s.spots, by_coverage);
  return s;
}

static const Uint8 *pixel(const SDL_Surface *picture, int x, int y)
{
  return (const Uint8 *)picture->pixels + (size_t)y * (size_t)picture->pitch + 4 * (size_t)x;
}

static int farthest(const Uint8 *a, const Uint8 *b)
{
  int most = 0;
  for (int k = 0; k < 3; k++)
    most = abs(a[k] - b[k]) > most ? abs(a[k] - b[k]) : most;
  return most;
}

// Do they stand with their upper left corner at (x, y)? Then what is covered has one colour, what is not has another, and
// edges lie between.
static bool stands(const shape *s, const SDL_Surface *picture, int x, int y)
{
  const spot *full = &s->spots[0], *empty = &s->spots[s->count - 1];
  const Uint8 *ink = pixel(picture, x + full->x, y + full->y),
              *ground = pixel(picture, x + empty->x, y + empty->y);
  int wrong = 0, allowed = s->count / 50, contrast = farthest(ink, ground);
  if (full->coverage < FULL || empty->coverage > EMPTY || contrast < CONTRAST)
    return false;
  for (int k = 0; k < s->count && wrong <= allowed; k++) {
    // From both ends of the list, as the fullest and the emptiest tell most.
    const spot *at = k % 2 ? &s->spots[s->count - 1 - k / 2] : &s->spots[k / 2];
    const Uint8 *is = pixel(picture, x + at->x, y + at->y);
    for (int c = 0; c < 3; c++) {
      int wanted = ground[c] + (ink[c] - ground[c]) * at->coverage / full->coverage;
      if (abs(is[c] - wanted) > contrast / 4) {
        wrong++;
        break;
      }
    }
  }
  return wrong <= allowed;
}

static bool find(const shape *s, const SDL_Surface *picture, const SDL_Rect *in)
{
  int right = SDL_min(in->x + in->w, picture->w) - s->image->width,
      bottom = SDL_min(in->y + in->h, picture->h) - s->image->height;
  for (int y = SDL_max(in->y, 0); y <= bottom; y++)
    for (int x = SDL_max(in->x, 0); x <= right; x++)
      if (stands(s, picture, x, y)) {
        printf("%d %d %d %d\n", x, y, x + s->image->width, y + s->image->height);
        return true;
      }
  return false;
}

static bool find_in_any_face(words *w, char **arguments, const SDL_Surface *picture, const SDL_Rect *in)
{
  static const words_face faces[] = {WORDS_REGULAR, WORDS_MEDIUM, WORDS_SEMIBOLD};
  bool found = false;
  for (int k = 0; k < 3 && !found; k++) {
    words_style style = {.face = faces[k],
                         .size = strtof(arguments[4], NULL),
                         .color = 0xffffffff,
                         .lines = 2,
                         .wrap = WORDS_BALANCED};
    const words_image *image = words_find(w, arguments[3], &style, strtof(arguments[5], NULL));
    if (!image)
      return false;
    shape s = shape_of(image);
    found = s.spots && find(&s, picture, in);
    free(s.spots);
  }
  return found;
}

int main(int count, char **arguments)
{
  SDL_Rect in;
  words *w = NULL;
  if (count != 7 || sscanf(arguments[6], "%dx%d+%d+%d", &in.w, &in.h, &in.x, &in.y) != 4)
    return fprintf(stderr, "usage: window-find ASSETS PICTURE.bmp WORDS POINTS UNIT WxH+X+Y\n"), 2;
  SDL_Surface *read = SDL_LoadBMP(arguments[2]);
  SDL_Surface *picture = read ? SDL_ConvertSurfaceFormat(read, SDL_PIXELFORMAT_RGBA32, 0) : NULL;
  SDL_FreeSurface(read);
  nb_error e = words_create(&w, arguments[1]);
  bool found = picture && !nb_failed(e) && find_in_any_face(w, arguments, picture, &in);
  if (!picture)
    fprintf(stderr, "window-find: %s: %s\n", arguments[2], SDL_GetError());
  else if (nb_failed(e))
    fprintf(stderr, "window-find: %s\n", e.text);
  else if (!found)
    printf("\"%s\" stands nowhere\n", arguments[3]);
  words_destroy(w);
  SDL_FreeSurface(picture);
  return !found;
}

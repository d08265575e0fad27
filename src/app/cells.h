// Ink at rest, kept as pixels: what has been painted once is not painted again until something there changes, however many
// strokes there are.
//
//   cells_update(c, page, &view)       before every picture: paints what is new or has changed, for CELLS_SECONDS
//   cells_images(c, &count)            what is to be painted, over the scene
//
// The page, as large as it is shown, is cut into square cells, each painted by itself and kept while it is in sight:
//
//       +------+------+------+
//       |      | in s.|ight  |      A stroke that is put on top is painted over its cells alone. What is taken away, or put
//       |   +--|------|--+   |      in between, makes a part of a cell be painted again. Moving the view paints what comes
//       +---|--+------+--|---+      in at its border; another scale is painted anew, the middle first, and until all of
//       |   +--|------|--+   |      it is there the cells of the old scale stand in for it, stretched.
//       +------+------+------+
//
// Nobody has to say what has changed: what is shown on the page is compared with what was painted.
#ifndef APP_CELLS_H
#define APP_CELLS_H

#include "nabla/color.h"
#include "notebook/ink_page.h"
#include "paint/painter.h"

#define CELLS_SECONDS 0.004 // of one update; more where one cell takes longer

typedef struct cells cells;

typedef struct cells_view {
  nb_affine place; // board units to pixels, y down; as wide as high, and not turned
  int width, height;
  nb_theme theme;
  // Of these strokes (in order of their numbers) either none is painted, or they alone are.
  const uint32_t *apart;
  uint32_t apart_count;
  bool only_apart;
} cells_view;

// `threads` besides the caller's paint. NULL without memory.
cells *cells_create(const nb_fonts *fonts, int threads);
void cells_destroy(cells *c);

// Brings the cells in sight up to date, as far as time allows. True where all of them are. Page may be NULL. Fails where
// there is no memory; what could not be painted is left out.
bool cells_update(cells *c, ink_page *page, const cells_view *view);

// The pictures for the view of the last update, good until the next one. Their bytes change with what has been painted since:
// cells_changed tells so, once.
const paint_image *cells_images(cells *c, int *count);
bool cells_changed(cells *c);

#endif

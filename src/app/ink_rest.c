// The ink that is not being written: its cells, for the picture.
#include "app/parts.h"

static cells *cells_of(player *p, cells **which)
{
  int threads = p->options->threads > 0 ? p->options->threads : SDL_GetCPUCount();
  if (!*which)
    *which = cells_create(p->fonts, threads - 1);
  return *which;
}

static bool draw_cells(picture *to, cells *c, ink_page *page, const cells_view *view, int which)
{
  int count = 0;
  bool whole = !c || cells_update(c, page, view);
  const paint_image *images = c ? cells_images(c, &count) : NULL;
  picture_set_images(to, which, images, count, c && cells_changed(c));
  return whole;
}

// Another step, another page. What is replayed says itself when a page was turned: a little after its step began, and a hand that
// was writing then must not be torn away before.
static void turn_page(player *p)
{
  if (!p->replaying.runs)
    ink_turn(&p->ink, ink_page_at(&p->ink, stage_where(p->stage).step));
}

void ink_draw_rest(player *p, ink_sight *sight, picture *to, nb_rect area)
{
  ink *i = &p->ink;
  turn_page(p);
  pins_follow(p);
  ink_page *page = i->desk.page;
  cells_view view = {.place = pages_place(p, board_place_in(area)),
                     .width = (int)(area.x + area.width),
                     .height = (int)(area.y + area.height),
                     .theme = settings_theme(&p->settings)};
  view.apart_count = desk_lifted(&i->desk, &view.apart);
  if (page && page->stroke_count > 0)
    (void)cells_of(p, &sight->rest);
  sight->painted = draw_cells(to, sight->rest, page, &view, PICTURE_INK);
  view.only_apart = true;
  view.place = nb_affine_multiply(view.place, desk_lift(&i->desk));
  if (view.apart_count > 0)
    (void)cells_of(p, &sight->lifted);
  bool all = draw_cells(to, sight->lifted, view.apart_count > 0 ? page : NULL, &view, PICTURE_LIFTED);
  sight->painted = sight->painted && all;
}

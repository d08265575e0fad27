// What keys do with blank pages.
#include "app/parts.h"

static void toggle(player *p, int with)
{
  (void)with;
  pages_toggle(p);
}

static void take_picture(player *p, int with)
{
  (void)with;
  pages_take_picture(p);
}

static const action table[] = {
    {"page", "a page; with this picture", {ACTION_KEY(SDLK_w)}, .run = toggle},
    {"page-picture", .keys = {ACTION_SHIFT(SDLK_w)}, .run = take_picture},
};

ACTION_GROUP(page_actions, "Pages", 1, table);

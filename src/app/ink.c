#include "app/ink.h"

#include "notebook/ink_draw.h"

// The words on the tray, in its order.
static const struct {
  desk_tool tool;
  const char *word;
} tools[] = {
    {DESK_PEN, "pen"},
    {DESK_HIGHLIGHTER, "marker"},
    {DESK_ERASER, "eraser"},
    {DESK_KNIFE, "trim"},
    {DESK_LASSO, "lasso"},
    {DESK_LASER, "laser"},
    {DESK_SPOTLIGHT, "spotlight"},
};

enum { TOOLS = sizeof tools / sizeof *tools };

nb_error ink_open(ink *i)
{
  *i = (ink){0};
  nb_error e = desk_open(&i->desk);
  desk_turn(&i->desk, &i->pages[0]);
  return e;
}

void ink_close(ink *i)
{
  desk_close(&i->desk);
  for (int k = 0; k < NB_MAX_STEPS; k++)
    ink_page_free(&i->pages[k]);
}

desk_tool ink_tool_of(int word)
{
  return tools[word].tool;
}

tray ink_tray(const ink *i)
{
  tray t = {.color = (int)i->desk.look.color, .width = (int)i->desk.look.width, .tool = -1};
  for (uint32_t k = 0; k < TRAY_COLORS; k++)
    t.colors[k] = ink_color(k);
  for (uint32_t k = 0; k < TRAY_WIDTHS; k++)
    t.widths[k] = ink_look_points((ink_look){.tool = INK_PEN, .width = k});
  for (int k = 0; k < TOOLS; k++) {
    t.tools[k] = tools[k].word;
    if (tools[k].tool == i->desk.tool)
      t.tool = k;
  }
  return t;
}

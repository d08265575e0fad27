#include <stdio.h>
#include <string.h>

#include "app/parts.h"

static const nb_param *param_of(const player *p, int row)
{
  return &stage_scene(p->stage)->params[row];
}

value panel_value(const player *p, int row, int number)
{
  return (value){param_of(p, row), number};
}

static panel_kind kind_of(const nb_param *param)
{
  switch (param->kind) {
  case NB_KIND_NUMBER:
  case NB_KIND_ANGLE:
    return PANEL_SLIDER;
  case NB_KIND_INTEGER:
  case NB_KIND_CHOICE:
    return PANEL_STEPPER;
  case NB_KIND_SWITCH:
    return PANEL_SWITCH;
  case NB_KIND_TEXT:
    return PANEL_WORDS;
  case NB_KIND_CANVAS:
    return PANEL_BUTTON;
  default:
    return PANEL_GRID;
  }
}

static const char *words_of(const player *p, const nb_param *param, float number)
{
  if (param->kind == NB_KIND_CHOICE)
    return param->choices[(int)number];
  if (param->kind == NB_KIND_TEXT)
    return (const char *)stage_state(p->stage) + param->offset;
  return param->kind == NB_KIND_CANVAS ? "wipe it" : NULL;
}

static void fill(player *p, int row)
{
  const nb_param *param = param_of(p, row);
  panel_row *r = &p->panel.rows[row];
  *r = (panel_row){.name = param->name, .kind = kind_of(param)};
  r->count = value_count(param, &r->columns);
  float number = 0;
  for (int k = 0; k < r->count; k++) {
    value v = {param, k};
    number = value_get(v, p->stage);
    value_print(v, number, r->numbers[k]);
    r->word = value_is_word(v);
    r->along = value_along(v, number);
    r->on = number != 0;
  }
  r->words = words_of(p, param, number);
  const panel *own = &p->panel;
  if (!own->typing || own->row != row)
    return;
  r->mistake = own->mistake[0] ? own->mistake : NULL;
  // The caret's bar stands among the letters, and what comes after it is moved by it.
  int bar = (int)(strlen(own->typed) - strlen(own->line.text));
  r->wrong = own->column > (int)own->line.caret ? own->column + bar : own->column;
  r->typing = r->kind == PANEL_WORDS;
  r->caret = (int)own->line.caret + bar - 1;
  if (r->typing)
    r->words = own->typed;
  else
    snprintf(r->numbers[own->number], sizeof r->numbers[0], "%.23s", own->typed);
}

panel_view panel_view_of(player *p)
{
  int count = stage_scene(p->stage)->param_count;
  line_show(&p->panel.line, p->panel.typed, sizeof p->panel.typed);
  for (int k = 0; k < count; k++)
    fill(p, k);
  bool has_focus = p->focus.kind == FOCUS_PANEL;
  return (panel_view){.rows = p->panel.rows,
                      .count = count,
                      .scroll = p->panel.scroll,
                      .focus = has_focus ? p->focus.row : -1,
                      .focus_number = p->focus.number,
                      .hidden = !p->settings.panel,
                      .edge = window_edge(p),
                      .text = p->settings.text_size};
}

void panel_step(player *p, int row, int number, float count)
{
  SDL_Keymod keys = SDL_GetModState();
  panel_kind kind = kind_of(param_of(p, row));
  if (kind == PANEL_WORDS || kind == PANEL_BUTTON)
    return;
  value v = panel_value(p, row, number);
  float to = value_step(v, value_get(v, p->stage), count, (keys & KMOD_SHIFT) != 0, (keys & KMOD_ALT) != 0);
  player_report(p, value_set(v, p->stage, to));
}

static void start_typing(player *p, int row, int number)
{
  const nb_param *param = param_of(p, row);
  panel *own = &p->panel;
  char text[LINE_BYTES];
  if (param->kind == NB_KIND_TEXT)
    snprintf(text, sizeof text, "%s", words_of(p, param, 0));
  else
    value_print(panel_value(p, row, number), value_get(panel_value(p, row, number), p->stage), text);
  own->line = line_start(text, param->kind == NB_KIND_TEXT ? param->bytes - 1 : VALUE_BYTES - 4);
  // Words are changed here and there; a number is typed anew.
  own->line.fresh = param->kind != NB_KIND_TEXT;
  own->row = row;
  own->number = number;
  own->typing = true;
  own->mistake[0] = '\0';
  own->column = 0;
}

static void wipe(player *p, const nb_param *param)
{
  static const float empty[1024];
  for (uint32_t at = 0; at < param->bytes; at += sizeof empty) {
    uint32_t bytes = param->bytes - at < sizeof empty ? param->bytes - at : (uint32_t)sizeof empty;
    player_report(p, stage_set(p->stage, param->offset + at, empty, bytes));
  }
}

void panel_press(player *p, int row, int number)
{
  const nb_param *param = param_of(p, row);
  value v = panel_value(p, row, number);
  if (param->kind == NB_KIND_SWITCH || value_is_word(v))
    player_report(p, value_set(v, p->stage, value_get(v, p->stage) != 0 ? 0.0f : 1.0f));
  else if (param->kind == NB_KIND_CANVAS)
    wipe(p, param);
  else if (param->kind != NB_KIND_CHOICE)
    start_typing(p, row, number);
}

void panel_reset(player *p, int row)
{
  changes_apart(p);
  stage_reset_param(p->stage, param_of(p, row));
  player_notify(p, "as the scene had it");
}

#include <stdio.h>

#include "command/commands.h"
#include "command/json.h"
#include "stage/stage.h"

static const char *const kinds[] = {
    [NB_KIND_NUMBER] = "number",         [NB_KIND_INTEGER] = "integer",    [NB_KIND_SWITCH] = "switch",
    [NB_KIND_CHOICE] = "choice",         [NB_KIND_ANGLE] = "angle",        [NB_KIND_POINT] = "point",
    [NB_KIND_MATRIX] = "matrix",         [NB_KIND_TEXT] = "text",          [NB_KIND_CANVAS] = "canvas",
    [NB_KIND_POINT3] = "point in space", [NB_KIND_MATRIX3] = "3x3 matrix", [NB_KIND_CAMERA] = "camera",
};

static bool has_range(const nb_param *param)
{
  return param->kind == NB_KIND_NUMBER || param->kind == NB_KIND_INTEGER || param->kind == NB_KIND_ANGLE ||
         param->kind == NB_KIND_POINT || param->kind == NB_KIND_MATRIX || param->kind == NB_KIND_POINT3 ||
         param->kind == NB_KIND_MATRIX3;
}

static void json_texts(json *j, const char *key, const char *const *texts, int most)
{
  json_open(j, key, '[');
  for (int i = 0; i < most && texts[i]; i++)
    json_text(j, NULL, texts[i]);
  json_close(j, ']');
}

static void json_moves(json *j, const nb_step *step)
{
  json_open(j, "moves", '[');
  for (int k = 0; k < NB_MAX_MOVES && step->moves[k].param; k++) {
    json_open(j, NULL, '{');
    json_text(j, "parameter", step->moves[k].param);
    json_text(j, "to", step->moves[k].to);
    json_number(j, "at", (double)step->moves[k].at);
    json_number(j, "seconds", (double)step->moves[k].seconds);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void json_step(json *j, const stage *s, int number)
{
  const nb_step *step = &stage_scene(s)->steps[number];
  json_open(j, NULL, '{');
  json_text(j, "title", step->title);
  json_number(j, "start", (double)stage_step_start(s, number));
  json_number(j, "seconds", (double)step->seconds);
  json_text(j, "say", step->say);
  json_text(j, "ask", step->ask);
  json_text(j, "answer", step->answer);
  json_bool(j, "wait", step->wait);
  json_bool(j, "live", step->live);
  json_texts(j, "hear", step->hear, NB_MAX_HEARD);
  json_texts(j, "needs", step->needs, NB_MAX_NEEDS);
  json_moves(j, step);
  json_close(j, '}');
}

static void json_param(json *j, const stage *s, const nb_param *param)
{
  char value[4096];
  stage_get_text(s, param, value, sizeof value);
  json_open(j, NULL, '{');
  json_text(j, "name", param->name);
  json_text(j, "kind", kinds[param->kind]);
  json_text(j, "value", value);
  if (has_range(param)) {
    json_number(j, "min", (double)param->min);
    json_number(j, "max", (double)param->max);
  }
  if (param->kind == NB_KIND_CHOICE)
    json_texts(j, "choices", param->choices, NB_MAX_PARAMS);
  if (param->kind == NB_KIND_CANVAS) {
    json_number(j, "columns", param->columns);
    json_number(j, "rows", param->rows);
  }
  json_close(j, '}');
}

static void show_json(const stage *s, const char *plugin)
{
  const nb_scene *scene = stage_scene(s);
  json j = json_to(stdout);
  json_open(&j, NULL, '{');
  json_text(&j, "title", scene->title);
  json_text(&j, "plugin", plugin);
  json_number(&j, "seconds", (double)stage_step_start(s, scene->step_count));
  json_open(&j, "steps", '[');
  for (int i = 0; i < scene->step_count; i++)
    json_step(&j, s, i);
  json_close(&j, ']');
  json_open(&j, "parameters", '[');
  for (int i = 0; i < scene->param_count; i++)
    json_param(&j, s, &scene->params[i]);
  json_close(&j, ']');
  json_texts(&j, "needs", scene->needs, NB_MAX_NEEDS);
  json_close(&j, '}');
}

static void show_params(const stage *s)
{
  const nb_scene *scene = stage_scene(s);
  if (scene->param_count > 0)
    puts("\nparameters");
  for (int i = 0; i < scene->param_count; i++) {
    const nb_param *param = &scene->params[i];
    char value[64] = "";
    if (param->kind != NB_KIND_CANVAS)
      stage_get_text(s, param, value, sizeof value);
    printf("  %-20s %-8s %s", param->name, kinds[param->kind], value);
    if (has_range(param))
      printf("   (%g to %g)", (double)param->min, (double)param->max);
    putchar('\n');
  }
}

static void show_moves(const nb_step *step)
{
  for (int k = 0; k < NB_MAX_MOVES && step->moves[k].param; k++)
    printf("%s%s to %s at %g s", k == 0 ? "                in films: " : ", ", step->moves[k].param,
           step->moves[k].to, (double)step->moves[k].at);
  if (step->moves[0].param)
    putchar('\n');
}

static void show_text(const stage *s)
{
  const nb_scene *scene = stage_scene(s);
  printf("%s\n\nsteps\n", scene->title);
  for (int i = 0; i < scene->step_count; i++) {
    const nb_step *step = &scene->steps[i];
    printf("  %2d  %6.1f s  %s%s%s\n", i + 1, (double)stage_step_start(s, i), step->title,
           step->wait ? "  (waits)" : "", step->live ? "  (live)" : "");
    show_moves(step);
  }
  printf("      %6.1f s  end\n", (double)stage_step_start(s, scene->step_count));
  show_params(s);
  if (scene->needs[0])
    puts("\nneeds");
  for (int i = 0; i < NB_MAX_NEEDS && scene->needs[i]; i++)
    printf("  %s\n", scene->needs[i]);
}

nb_error command_show(const options *o, const places *p)
{
  char plugin[1024];
  nb_error e = places_plugin(p, o, PLACES_FAST, plugin, sizeof plugin, NULL);
  nb_fonts *fonts;
  if (!nb_failed(e))
    e = nb_fonts_open(&fonts, p->assets);
  if (nb_failed(e))
    return e;
  stage *s;
  e = stage_open(&s, plugin,
                 (stage_options){.fonts = fonts, .assets = p->assets, .in_process = o->in_process});
  if (!nb_failed(e)) {
    if (o->json)
      show_json(s, plugin);
    else
      show_text(s);
    stage_close(s);
  }
  nb_fonts_close(fonts);
  return e;
}

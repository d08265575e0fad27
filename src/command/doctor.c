#define _GNU_SOURCE // mkstemps
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/devices.h"
#include "command/commands.h"
#include "command/json.h"
#include "film/encoder.h"
#include "nabla/type/font.h"
#include "stage/child.h"
#include "workshop/compile.h"

static device_report good(void)
{
  return (device_report){.health = DEVICE_GOOD};
}

static device_report check_fonts(const places *p)
{
  device_report r = good();
  nb_fonts *fonts;
  nb_error e = nb_fonts_open(&fonts, p->assets);
  snprintf(r.found, sizeof r.found, "%.200s/fonts", p->assets);
  if (nb_failed(e)) {
    snprintf(r.found, sizeof r.found, "%.239s", e.text);
    r.health = DEVICE_MISSING;
    r.mend = "the assets folder belongs to the program: install it again, or name it by --assets";
  } else {
    nb_fonts_close(fonts);
  }
  return r;
}

static device_report check_scenes(const places *p)
{
  device_report r = good();
  library all;
  nb_error e = library_open(&all, p->shelf.scenes);
  snprintf(r.found, sizeof r.found, "%d in %.200s", all.count, p->shelf.scenes);
  if (nb_failed(e) || all.count == 0) {
    r.health = DEVICE_MISSING;
    r.mend = "the lessons belong to the program: build or install it again, or name the folder by --scenes";
  }
  library_close(&all);
  return r;
}

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

// Compiles the template that new scenes are made of.
static device_report check_compiler(const places *p)
{
  device_report r = good();
  char scene[1100], tools[200];
  compiled made;
  snprintf(scene, sizeof scene, "%s/template/scene.c", p->assets);
  double start = now_ms();
  nb_error e = compile_scene(&made, &(compile_job){.source = scene, .sdk = &p->sdk, .fast = true});
  compile_tools(tools, sizeof tools);
  if (nb_failed(e)) {
    snprintf(r.found, sizeof r.found, "%.239s", e.text);
    r.health = DEVICE_LACKS;
    r.mend = "scenes cannot be written without: apt install gcc, and tcc for quicker saves";
  } else {
    snprintf(r.found, sizeof r.found, "%.100s; a scene takes %.0f ms%s", tools, now_ms() - start,
             made.well ? " (it was kept)" : "");
    if (!strstr(tools, "tcc"))
      r.mend = "with tcc a save is seen in a tenth of the time: apt install tcc";
  }
  compile_free(&made);
  return r;
}

static device_report check_encoder(void)
{
  static const film_format formats[] = {FILM_MP4, FILM_WEBM, FILM_MOV};
  device_report r = good();
  snprintf(r.found, sizeof r.found, "H.264 (.mp4), VP9 (.webm), ProRes (.mov), and our own GIF");
  for (int i = 0; i < 3; i++) {
    encoder *film;
    nb_error e = encoder_open(
        &film, (encoder_options){.format = formats[i], .width = 64, .height = 64, .fps = 30}, NULL, NULL);
    if (!nb_failed(e)) {
      encoder_close(film);
      continue;
    }
    snprintf(r.found, sizeof r.found, "%.239s", e.text);
    r.health = DEVICE_LACKS;
    r.mend =
        "not all films can be made without: install libavcodec with x264 and libvpx (Debian: apt install "
        "libavcodec-extra)";
    break;
  }
  return r;
}

// What does hold in the process that a scene is given, as that process itself found; without one, nothing does.
static device_report check_sandbox(const places *p)
{
  static const struct {
    exchange_guard guard;
    const char *name;
  } guards[] = {{EXCHANGE_CALLS, "system calls"},        {EXCHANGE_OPENS, "opening files"},
                {EXCHANGE_FILES, "the file system"},     {EXCHANGE_NETWORK, "the network"},
                {EXCHANGE_SIGNALS, "signals to others"}, {EXCHANGE_MEMORY, "more memory and processes"}};
  device_report r = good();
  child *c = NULL;
  nb_error e = child_start(&c, p->assets);
  uint32_t held = nb_failed(e) ? 0 : child_guards(c);
  child_close(c);
  char kept[120] = "", open[120] = "";
  for (size_t k = 0; k < sizeof guards / sizeof *guards; k++) {
    char *to = held & guards[k].guard ? kept : open;
    size_t length = strlen(to);
    snprintf(to + length, sizeof kept - length, "%s%s", length > 0 ? ", " : "", guards[k].name);
  }
  snprintf(r.found, sizeof r.found, "%s%.105s%s%.90s",
           kept[0] ? "scenes are held from " : "scenes are not held back", kept,
           open[0] && kept[0] ? "; not from " : "", kept[0] ? open : "");
  if (!open[0])
    return r;
  r.health = DEVICE_LACKS;
  if (nb_failed(e))
    snprintf(r.found, sizeof r.found, "%.239s", e.text);
  r.mend = held & EXCHANGE_CALLS
               ? "seccomp holds all system calls back; Landlock, the second lock, needs a newer kernel that "
                 "has it on"
               : "without seccomp a scene may read what you may read: play only scenes that you trust";
  return r;
}

static const char *const words[] = {
    [DEVICE_GOOD] = "good", [DEVICE_LACKS] = "lacks", [DEVICE_MISSING] = "missing"};

static void print_report(json *j, const char *name, const device_report *r)
{
  if (j) {
    json_open(j, name, '{');
    json_text(j, "health", words[r->health]);
    json_text(j, "found", r->found);
    json_text(j, "mend", r->mend);
    json_close(j, '}');
    return;
  }
  printf("%-8s %-9s %s\n", words[r->health], name, r->found);
  if (r->mend)
    printf("%-18s %s\n", "", r->mend);
}

nb_error command_doctor(const options *o, const places *p)
{
  if (o->scene)
    return nb_fail(NB_USAGE, "doctor takes no scene; `nabla check %s` looks at one", o->scene);
  const struct {
    const char *name;
    device_report report;
  } all[] = {
      {"display", device_display()}, {"graphics", device_graphics()}, {"sound", device_sound()},
      {"fonts", check_fonts(p)},     {"scenes", check_scenes(p)},     {"compiler", check_compiler(p)},
      {"encoder", check_encoder()},  {"sandbox", check_sandbox(p)},
  };
  json j = json_to(stdout);
  int missing = 0;
  if (o->json)
    json_open(&j, NULL, '{');
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
    print_report(o->json ? &j : NULL, all[k].name, &all[k].report);
    missing += all[k].report.health == DEVICE_MISSING && strcmp(all[k].name, "display") != 0;
  }
  if (o->json)
    json_close(&j, '}');
  return missing ? nb_fail(NB_FAILED, "something is missing that everything needs") : nb_ok();
}

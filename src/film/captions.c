#include "film/captions.h"

#include <errno.h>
#include <string.h>

#include "film/output.h"

// "01:02:03,456" of a frame; WebVTT has a point where SubRip has a comma.
static void put_time(FILE *to, const film_plan *plan, int64_t frame, char point)
{
  long long ms = (1000 * (long long)frame + plan->fps / 2) / plan->fps;
  fprintf(to, "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, point,
          ms % 1000);
}

// WebVTT reads these as the beginning of a tag or an entity.
static void put_words(FILE *to, const char *text, bool vtt)
{
  for (; *text; text++)
    if (vtt && *text == '&')
      fputs("&amp;", to);
    else if (vtt && *text == '<')
      fputs("&lt;", to);
    else
      fputc(*text, to);
}

static void put_all(FILE *to, const film_plan *plan)
{
  bool vtt = plan->captions == FILM_VTT;
  char point = vtt ? '.' : ',';
  if (vtt)
    fputs("WEBVTT\n\n", to);
  for (int k = 0, number = 1; k < plan->step_count; k++) {
    const plan_step *step = &plan->steps[k];
    if (!step->say[0])
      continue;
    fprintf(to, "%d\n", number++);
    put_time(to, plan, step->first, point);
    fputs(" --> ", to);
    put_time(to, plan, k + 1 < plan->step_count ? plan->steps[k + 1].first : plan->frames, point);
    fputc('\n', to);
    put_words(to, step->say, vtt);
    fputs("\n\n", to);
  }
}

// The length of a film's name without its ending and the number of its frames: of "out/f-%05d.png" that of "out/f".
static int stem(const char *film, const char *name)
{
  const char *end = strrchr(name, '.'), *number = strchr(name, '%');
  if (number)
    for (end = number; end > name && strchr("-_. ", end[-1]);)
      end--;
  return (int)(end ? end - film : (ptrdiff_t)strlen(film));
}

bool captions_beside(const film_plan *plan)
{
  return plan->captions == FILM_SRT || plan->captions == FILM_VTT;
}

nb_error captions_path(char *to, size_t capacity, const film_plan *plan, const char *film)
{
  const char *slash = strrchr(film, '/'), *name = slash ? slash + 1 : film;
  const char *ending = plan->captions == FILM_VTT ? ".vtt" : ".srt";
  int length = stem(film, name);
  if (snprintf(to, capacity, "%.*s%s%s", length, film, film + length == name ? "captions" : "", ending) >=
      (int)capacity)
    return output_failed(film, ENAMETOOLONG);
  return nb_ok();
}

nb_error captions_write(const film_plan *plan, const char *film)
{
  char path[1200];
  output o;
  FILE *file;
  nb_error e = captions_path(path, sizeof path, plan, film);
  if (!nb_failed(e))
    e = output_open(&o, &file, path);
  if (nb_failed(e))
    return e;
  put_all(file, plan);
  return output_close(&o, file);
}

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

nb_error captions_write(const film_plan *plan, const char *film)
{
  char path[1200];
  const char *dot = strrchr(film, '.');
  int length = dot ? (int)(dot - film) : (int)strlen(film);
  output o;
  if (snprintf(path, sizeof path, "%.*s%s", length, film, plan->captions == FILM_VTT ? ".vtt" : ".srt") >=
      (int)sizeof path)
    return output_failed(film, ENAMETOOLONG);
  FILE *file;
  nb_error e = output_open(&o, &file, path);
  if (nb_failed(e))
    return e;
  put_all(file, plan);
  return output_close(&o, file);
}

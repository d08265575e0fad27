#include "film/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const format_info formats[FILM_FORMAT_COUNT] = {
    [FILM_MP4] = {.ending = ".mp4",
                  .encoded = true,
                  .even = true,
                  .chapters = true,
                  .max_fps = 240,
                  .fps = 60,
                  .width = 1920,
                  .height = 1080,
                  .group_seconds = 2},
    [FILM_WEBM] = {.ending = ".webm",
                   .encoded = true,
                   .even = true,
                   .transparent = true,
                   .chapters = true,
                   .max_fps = 240,
                   .fps = 60,
                   .width = 1920,
                   .height = 1080,
                   .group_seconds = 2},
    [FILM_MOV] = {.ending = ".mov",
                  .encoded = true,
                  .transparent = true,
                  .chapters = true,
                  .max_fps = 240,
                  .fps = 60,
                  .width = 1920,
                  .height = 1080,
                  .group_seconds = 1},
    // Players take a hundredth of a second for a mistake, and show such frames for a tenth.
    [FILM_GIF] =
        {.ending = ".gif", .max_fps = 50, .fps = 25, .width = 800, .height = 450, .group_seconds = 4},
    [FILM_PNG] = {.ending = ".png",
                  .transparent = true,
                  .max_fps = 240,
                  .fps = 60,
                  .width = 1920,
                  .height = 1080,
                  .group_seconds = 1},
};

const format_info *format_of(film_format format)
{
  return &formats[format];
}

nb_error format_find(film_format *out, const char *path)
{
  size_t length = strlen(path);
  for (int i = 0; i < FILM_FORMAT_COUNT; i++) {
    size_t ending = strlen(formats[i].ending);
    if (length > ending && strcasecmp(path + length - ending, formats[i].ending) == 0) {
      *out = (film_format)i;
      return nb_ok();
    }
  }
  return nb_fail(NB_USAGE,
                 "what kind of file is %s? Known endings: .mp4, .webm, .mov, .gif and %%05d.png (films), "
                 ".png, .svg and .pdf (pictures)",
                 path);
}

// Where the number goes, and behind it; NULL where there is no such place.
static const char *number_at(const char *path, const char **behind, int *digits)
{
  const char *at = strchr(path, '%');
  *digits = 0;
  if (!at)
    return NULL;
  const char *end = at + 1;
  if (end[0] == '0' && end[1] >= '1' && end[1] <= '9') {
    *digits = end[1] - '0';
    end += 2;
  }
  *behind = end + 1;
  return *end == 'd' && !strchr(end, '%') ? at : NULL;
}

bool format_is_sequence(const char *path)
{
  const char *behind;
  int digits;
  return number_at(path, &behind, &digits) != NULL;
}

nb_error format_frame_path(char *to, size_t capacity, const char *path, long long number)
{
  const char *behind;
  int digits;
  const char *at = number_at(path, &behind, &digits);
  int length = at ? snprintf(to, capacity, "%.*s%0*lld%s", (int)(at - path), path, digits, number, behind)
                  : snprintf(to, capacity, "%s", path);
  if (length < 0 || (size_t)length >= capacity)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: the name is too long", path);
  return nb_ok();
}

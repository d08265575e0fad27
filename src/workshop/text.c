#include "workshop/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST = 16 << 20 };

nb_error text_read(char **out, const char *path)
{
  *out = NULL;
  struct stat about;
  FILE *file = fopen(path, "rbe");
  if (!file)
    return nb_fail(NB_MISSING_FILE, "%s cannot be read: %s", path, strerror(errno));
  nb_error e = nb_ok();
  if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > MOST)
    e = nb_fail(NB_BAD_FILE, "%s is no file of text", path);
  char *bytes = nb_failed(e) ? NULL : malloc((size_t)about.st_size + 1);
  size_t size = bytes ? fread(bytes, 1, (size_t)about.st_size, file) : 0;
  fclose(file);
  if (!bytes)
    return nb_failed(e) ? e : nb_fail(NB_NO_MEMORY, "no memory to read %s", path);
  bytes[size] = 0;
  if (strlen(bytes) < size) {
    free(bytes);
    return nb_fail(NB_BAD_FILE, "%s is no file of text: there are bytes of 0 in it", path);
  }
  *out = bytes;
  return e;
}

bool text_add(text_buffer *t, const char *bytes, size_t size)
{
  if (t->size + size + 1 > t->capacity) {
    size_t capacity = 2 * (t->size + size + 1);
    char *grown = realloc(t->text, capacity);
    if (!grown)
      return false;
    t->text = grown;
    t->capacity = capacity;
  }
  memcpy(t->text + t->size, bytes, size);
  t->size += size;
  t->text[t->size] = 0;
  return true;
}

bool text_add_words(text_buffer *t, const char *words)
{
  return text_add(t, words, strlen(words));
}

#include "workshop/stub.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workshop/curriculum.h"
#include "workshop/text.h"

nb_error stub_check_id(const char *id)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
  size_t subject = strspn(id, letters);
  size_t name = id[subject] == '/' ? strspn(id + subject + 1, letters) : 0;
  if (subject == 0 || name == 0 || id[subject + 1 + name] || subject + name > 100)
    return nb_fail(NB_USAGE,
                   "a scene is called SUBJECT/NAME in small letters, as linear-algebra/span, not \"%s\"", id);
  return nb_ok();
}

// What the scene is called and rests on.
typedef struct facts {
  char title[160];
  char needs[512]; // a field of NB_SCENE, or empty
} facts;

// "change-of-basis" is "Change of basis".
static void title_from_name(facts *f, const char *name)
{
  snprintf(f->title, sizeof f->title, "%s", name);
  f->title[0] = (char)toupper((unsigned char)f->title[0]);
  for (char *c = f->title; *c; c++)
    if (*c == '-')
      *c = ' ';
}

static void needs_from_entry(facts *f, const curriculum_entry *entry)
{
  size_t used = 0;
  for (int k = 0; k < NB_MAX_NEEDS && entry->needs[k]; k++)
    used += (size_t)snprintf(f->needs + used, sizeof f->needs - used, "%s\"%s\"",
                             k == 0 ? "\n         .needs = {" : ", ", entry->needs[k]);
  if (used > 0)
    snprintf(f->needs + used, sizeof f->needs - used, "},");
}

static nb_error find_facts(facts *f, const stub *s)
{
  *f = (facts){0};
  curriculum c;
  nb_error e = curriculum_open(&c, s->assets);
  if (nb_failed(e))
    return e;
  const curriculum_entry *entry = curriculum_find(&c, s->id);
  title_from_name(f, strchr(s->id, '/') + 1);
  if (entry) {
    snprintf(f->title, sizeof f->title, "%s", entry->title);
    needs_from_entry(f, entry);
  }
  curriculum_close(&c);
  return nb_ok();
}

// The template with its marks filled in.
static bool fill_template(text_buffer *to, const char *from, const facts *f, const char *file)
{
  const struct {
    const char *mark, *words;
  } marks[] = {{"@TITLE@", f->title}, {"\n         .needs = {\"@NEEDS@\"},", f->needs}, {"@FILE@", file}};
  bool whole = true;
  while (*from && whole) {
    size_t skipped = 0;
    for (size_t k = 0; k < sizeof marks / sizeof *marks && skipped == 0; k++)
      if (strncmp(from, marks[k].mark, strlen(marks[k].mark)) == 0) {
        skipped = strlen(marks[k].mark);
        whole = text_add_words(to, marks[k].words);
      }
    if (skipped == 0)
      whole = text_add(to, from, 1);
    from += skipped ? skipped : 1;
  }
  return whole;
}

// A scene's source with another title in its NB_SCENE; what it needs is left to its author.
static bool retitle(text_buffer *to, const char *from, const facts *f)
{
  static const char before[] = ".title = \"";
  const char *scene = strstr(from, "NB_SCENE(");
  const char *title = scene ? strstr(scene, before) : NULL;
  const char *end = title ? strchr(title + strlen(before), '"') : NULL;
  if (!end)
    return text_add_words(to, from);
  title += strlen(before);
  return text_add(to, from, (size_t)(title - from)) && text_add_words(to, f->title) &&
         text_add_words(to, end);
}

static nb_error fill(text_buffer *to, const stub *s)
{
  facts f;
  nb_error e = find_facts(&f, s);
  char path[1100], *from = NULL;
  snprintf(path, sizeof path, "%s/template/scene.c", s->assets);
  if (!nb_failed(e))
    e = text_read(&from, s->like ? s->like : path);
  if (nb_failed(e))
    return e;
  bool whole = s->like ? retitle(to, from, &f) : fill_template(to, from, &f, s->file);
  free(from);
  return whole ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for a new scene");
}

static nb_error make_folders(const char *file)
{
  char path[1024];
  if (snprintf(path, sizeof path, "%s", file) >= (int)sizeof path)
    return nb_fail(NB_CANNOT_WRITE, "the path %.200s... is too long", file);
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
      return nb_fail(NB_CANNOT_WRITE, "cannot make the folder %s: %s", path, strerror(errno));
    *slash = '/';
  }
  return nb_ok();
}

static nb_error write_new(const char *path, const text_buffer *t)
{
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0 && errno == EEXIST)
    return nb_fail(NB_CANNOT_WRITE, "%s is there already, and is left as it is", path);
  bool written = file >= 0 && write(file, t->text, t->size) == (ssize_t)t->size;
  if (file < 0 || close(file) != 0 || !written)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: %s", path, strerror(errno));
  return nb_ok();
}

nb_error stub_write(const stub *s)
{
  nb_error e = stub_check_id(s->id);
  text_buffer t = {0};
  if (!nb_failed(e))
    e = fill(&t, s);
  if (!nb_failed(e))
    e = make_folders(s->file);
  if (!nb_failed(e))
    e = write_new(s->file, &t);
  free(t.text);
  return e;
}

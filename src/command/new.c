#include <stdio.h>
#include <sys/stat.h>

#include "command/commands.h"
#include "workshop/stub.h"

// In a checkout scenes lie in its folder of scenes.
static void choose_file(char *file, size_t capacity, const options *o)
{
  struct stat about;
  bool here = stat("scenes", &about) == 0 && S_ISDIR(about.st_mode);
  if (o->output)
    snprintf(file, capacity, "%s", o->output);
  else
    snprintf(file, capacity, "%s%s.c", here ? "scenes/" : "", o->scene);
}

nb_error command_new(const options *o, const places *p)
{
  if (!o->scene)
    return nb_fail(NB_USAGE, "what is it called? nabla new SUBJECT/NAME, as linear-algebra/determinant");
  char file[1024], like[1024];
  choose_file(file, sizeof file, o);
  if (o->like && !places_source(p, o->like, like, sizeof like))
    return nb_fail(NB_UNKNOWN_SCENE, "there is no C file of a scene \"%s\" to start from", o->like);
  nb_error e =
      stub_write(&(stub){.id = o->scene, .file = file, .like = o->like ? like : NULL, .assets = p->assets});
  if (!nb_failed(e) && !o->quiet)
    printf("%s is written; this plays it, and shows every change you save:\n\n  nabla play %s\n", file, file);
  return e;
}

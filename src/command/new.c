#include <stdio.h>

#include "command/commands.h"
#include "workshop/stub.h"

nb_error command_new(const options *o, const places *p)
{
  if (!o->scene)
    return nb_fail(NB_USAGE, "what is it called? nabla new SUBJECT/NAME, as linear-algebra/determinant");
  char file[1024], like[1024], self[1024];
  if (o->output)
    snprintf(file, sizeof file, "%s", o->output);
  else
    shelf_place(o->scene, file, sizeof file);
  if (o->like && !places_source(p, o->like, like, sizeof like))
    return nb_fail(NB_UNKNOWN_SCENE, "there is no C file of a scene \"%s\" to start from", o->like);
  places_self(self, sizeof self);
  nb_error e =
      stub_write(&(stub){.id = o->scene, .file = file, .like = o->like ? like : NULL, .assets = p->assets});
  if (!nb_failed(e) && !o->quiet)
    printf("%s is written; this plays it, and shows every change you save:\n\n  %s play %s\n", file, self,
           file);
  return e;
}

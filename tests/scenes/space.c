// A space with a camera, a point and a matrix in it that a hand can take hold of.
#include "space.h"

static const nb_step steps[] = {{"Space", .seconds = 4, .say = "A point in *space*."}};

static const nb_param params[] = {
    NB_CAMERA(State, camera, "camera"),
    NB_POINT3(State, p, "p", .min = -3, .max = 3),
    NB_MATRIX3(State, m, "m", .min = -2, .max = 2),
};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)f;
  nb_view view = nb_look(s->camera, nb_stage());
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){0}, nb_style());
  nb_box(b, nb_at3(0, 0, 0), s->m, nb_style(.fill = NB_K, .alpha = 0.5f));
  nb_point3(b, s->p, nb_style(.color = NB_V, .width = 20));
  nb_point3(b, s->m.k, nb_style(.color = NB_K, .width = 20));
  nb_end(b);
  nb_grab_camera(b, &s->camera, view);
  nb_grab3(b, &s->p, view);
  nb_grab_along(b, &s->m.k, nb_at3(0, 0, 1), view);
}

NB_SCENE(State, .title = "Space", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.camera = {.distance = 9, .azimuth = -0.8f, .elevation = 0.4f},
                                 .p = {1.5f, 1, 1},
                                 .m = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
         NB_DRAW(draw))

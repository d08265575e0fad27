// Boxes to the flat formula.
#ifndef NABLA_TYPE_TEX_PLACE_H
#define NABLA_TYPE_TEX_PLACE_H

#include "nabla/type/tex_layout.h"

// Fills `out` from the formula's box. False without memory.
bool tex_place(tex_job *job, const tex_box *box, nb_tex *out);

#endif

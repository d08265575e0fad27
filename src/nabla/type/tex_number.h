// Live numbers: the room they have, and their figures in it.
#ifndef NABLA_TYPE_TEX_NUMBER_H
#define NABLA_TYPE_TEX_NUMBER_H

#include "nabla/type/tex.h"
#include "nabla/type/tex_font.h"

// The format with room for as many figures as the value needs; of one that is fitted, for just what is shown of it.
nb_tex_format tex_number_format(nb_tex_format format, float value);

// How many glyphs a number of that format takes at most.
uint32_t tex_number_glyphs(nb_tex_format format);

// The room's width at a level of size, ems.
float tex_number_width(const tex_font *font, nb_tex_format format, int level);

// Sets where the figures of a column's numbers end, by whether any of them has a sign, and sets them. A number
// that is in no column (0) ends where its room does.
void tex_number_align(const tex_font *font, nb_tex *tex, uint32_t column);

// Sets v->value in v->count glyphs, whose ids and places it writes; those not needed are blank. False, and
// nothing written, where the figures do not fit, or leave room that a fitted one must not have.
bool tex_number_set(const tex_font *font, const nb_tex_value *v, nb_tex_glyph *glyphs);

#endif

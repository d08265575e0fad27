#include "nabla/color.h"

#include "nabla/math/ease.h"

// Red lowest, from the usual 0xrrggbb.
#define HEX(rgb) (((rgb) >> 16 & 0xffu) | ((rgb)&0xff00u) | ((rgb)&0xffu) << 16 | 0xff000000u)

static const nb_rgba palettes[][NB_ROLE_COUNT] = {
    [NB_CHALK] =
        {
            [NB_TEXT] = HEX(0xe9edf2u),
            [NB_DIM] = HEX(0x8b98a7u),
            [NB_GROUND] = HEX(0x11151cu),
            [NB_GRID] = HEX(0x24303du),
            [NB_PLANE] = HEX(0x35577eu),
            [NB_AXIS] = HEX(0x9db8d8u),
            [NB_I] = HEX(0x4fc38au),
            [NB_J] = HEX(0xf0705au),
            [NB_K] = HEX(0x5aa9f2u),
            [NB_V] = HEX(0xf5c84cu),
            [NB_LEARNING] = HEX(0xaf7dd7u),
            [NB_POSITIVE] = HEX(0x5aa9f2u),
            [NB_NEGATIVE] = HEX(0xf0705au),
            [NB_PANEL] = HEX(0x1a2029u),
            [NB_TRACK] = HEX(0x2b3644u),
        },
    [NB_BOARD] =
        {
            [NB_TEXT] = HEX(0x1c2330u),
            [NB_DIM] = HEX(0x6c7381u),
            [NB_GROUND] = HEX(0xfbfaf6u),
            [NB_GRID] = HEX(0xe6e3dau),
            [NB_PLANE] = HEX(0xa3bad6u),
            [NB_AXIS] = HEX(0x4f6c91u),
            [NB_I] = HEX(0x168a54u),
            [NB_J] = HEX(0xd1432bu),
            [NB_K] = HEX(0x1f6fc4u),
            [NB_V] = HEX(0xb97f00u),
            [NB_LEARNING] = HEX(0x6e41c8u),
            [NB_POSITIVE] = HEX(0x1f6fc4u),
            [NB_NEGATIVE] = HEX(0xd1432bu),
            [NB_PANEL] = HEX(0xf2f0e9u),
            [NB_TRACK] = HEX(0xdcd8ccu),
        },
    [NB_CHALK_STRONG] =
        {
            [NB_TEXT] = HEX(0xffffffu),
            [NB_DIM] = HEX(0xc3cdd8u),
            [NB_GROUND] = HEX(0x000000u),
            [NB_GRID] = HEX(0x5a6a7cu),
            [NB_PLANE] = HEX(0x6f9bd0u),
            [NB_AXIS] = HEX(0xcfe0f5u),
            [NB_I] = HEX(0x65e1a3u),
            [NB_J] = HEX(0xff8b75u),
            [NB_K] = HEX(0x7cc0ffu),
            [NB_V] = HEX(0xffd75eu),
            [NB_LEARNING] = HEX(0xb996deu),
            [NB_POSITIVE] = HEX(0x7cc0ffu),
            [NB_NEGATIVE] = HEX(0xff8b75u),
            [NB_PANEL] = HEX(0x10151cu),
            [NB_TRACK] = HEX(0x5f6f82u),
        },
    [NB_BOARD_STRONG] =
        {
            [NB_TEXT] = HEX(0x000000u),
            [NB_DIM] = HEX(0x3d4450u),
            [NB_GROUND] = HEX(0xffffffu),
            [NB_GRID] = HEX(0x8f8c84u),
            [NB_PLANE] = HEX(0x5f83b0u),
            [NB_AXIS] = HEX(0x24405fu),
            [NB_I] = HEX(0x006a39u),
            [NB_J] = HEX(0xc42b19u),
            [NB_K] = HEX(0x0f56a4u),
            [NB_V] = HEX(0x795b11u),
            [NB_LEARNING] = HEX(0x5f29aeu),
            [NB_POSITIVE] = HEX(0x0f56a4u),
            [NB_NEGATIVE] = HEX(0xc42b19u),
            [NB_PANEL] = HEX(0xf4f2ecu),
            [NB_TRACK] = HEX(0x85827au),
        },
};

static uint32_t byte_of(float value)
{
  return (uint32_t)(nb_ease_linear(value) * 255 + 0.5f);
}

nb_color nb_rgb(float red, float green, float blue)
{
  return byte_of(red) | byte_of(green) << 8 | byte_of(blue) << 16 | 0xff000000u;
}

nb_rgba nb_theme_color(nb_theme theme, nb_color color)
{
  if (color >> 24 != 0)
    return color;
  if (color == NB_DEFAULT || color >= NB_ROLE_COUNT)
    color = NB_TEXT;
  return palettes[(unsigned)theme < NB_THEME_COUNT ? theme : NB_CHALK][color];
}

nb_color nb_theme_mix(nb_theme theme, nb_color a, nb_color b, float t)
{
  nb_rgba from = nb_theme_color(theme, a), to = nb_theme_color(theme, b), mixed = 0;
  t = nb_ease_linear(t);
  for (int shift = 0; shift < 32; shift += 8) {
    float low = (float)(from >> shift & 0xff), high = (float)(to >> shift & 0xff);
    mixed |= (uint32_t)(low + (high - low) * t + 0.5f) << shift;
  }
  return mixed;
}

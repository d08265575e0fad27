// What every shader begins with, behind its first line: "#version 330 core", or "#version 300 es" for OpenGL ES.
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;

uniform ivec2 canvas; // width and height, pixels

// The four bytes of a pixel or of a colour.
uvec4 bytes(uint pixel)
{
  return uvec4(pixel & 255u, pixel >> 8 & 255u, pixel >> 16 & 255u, pixel >> 24);
}

// A pixel of a layer, as bytes.
uvec4 layer_pixel(sampler2D layer, ivec2 p)
{
  return uvec4(texelFetch(layer, p, 0) * 255.0 + 0.5);
}

// All four channels times c / 255: multiply_bytes of src/paint/kernel.h.
uvec4 scaled(uvec4 s, uint c)
{
  return (s * ((257u * c + 1u) >> 1u) + 16384u) >> 15u;
}

// A corner of pixels on the canvas, at depth 0. Its first row is the picture's uppermost.
vec4 clip_place(ivec2 corner)
{
  return vec4(vec2(2 * corner) / vec2(canvas) - 1.0, -1.0, 1.0);
}

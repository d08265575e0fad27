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

// A corner of pixels on the canvas, at depth 0. Its first row is the picture's uppermost.
vec4 clip_place(ivec2 corner)
{
  return vec4(vec2(2 * corner) / vec2(canvas) - 1.0, -1.0, 1.0);
}

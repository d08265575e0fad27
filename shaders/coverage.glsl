// What the fragment shaders of runs share: how much of the pixel is covered, and how that is blended.
//
// It is integers, computed as the CPU painter does (src/paint/kernel.h). What is left to the card is the last step,
// d' = color + d * (1 - alpha), with bytes on both sides.
flat in uvec4 at;
uniform usampler2D data; // read like memory: texel k lies at (k % 1024, k / 1024)
layout(location = 0) out vec4 color;

uvec4 texel(uint k)
{
  return texelFetch(data, ivec2(k & 1023u, k >> 10), 0);
}

// One of four words, one of a word's four bytes.
uint word(uint first, uint k)
{
  return texel(first + (k >> 2))[int(k & 3u)];
}

uint byte(uint bytes, int k)
{
  return bytes >> uint(8 * k) & 255u;
}

// 0 to 255. A strip's tile is 16 bytes, row by row; a span has a byte for each row.
uint coverage(ivec2 p)
{
  if (at.y >> 16 != 0u)
    return byte(at.z, p.y & 3);
  int x = p.x - 4 * int(at.x & 0xffffu);
  return byte(texel(at.z + uint(x >> 2))[p.y & 3], x & 3);
}

// Puts a premultiplied pixel with coverage c over what is there.
void blend(uvec4 s, uint c)
{
  color = vec4(scaled(s, c)) / 255.0;
}

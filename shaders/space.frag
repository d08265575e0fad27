// The layer of a space, painted by the processor: from texel at.w on, where it lies (x and y in tiles of 4 x 4 pixels), how
// many of these are in a row, and the tiles' pixels, row by row.
void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  uvec4 head = texel(at.w);
  uvec2 tile = uvec2(p >> 2) - head.xy, inside = uvec2(p & 3);
  uint first = 4u * (tile.y * head.z + tile.x) + inside.y;
  blend(bytes(texel(at.w + 1u + first)[int(inside.x)]), coverage(p));
}

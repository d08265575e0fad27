// A run of tiles, four pixels high: one instance, its corners in the order of a triangle strip.
layout(location = 0) in uvec4 run; // x and y in tiles, 16 bits each; how many, with 1 << 16 for a span; data; paint
flat out uvec4 at;

void main()
{
  ivec2 first = ivec2(run.x & 0xffffu, run.x >> 16), size = ivec2(run.y & 0xffffu, 1);
  at = run;
  gl_Position = clip_place(4 * (first + ivec2(gl_VertexID & 1, gl_VertexID >> 1) * size));
}

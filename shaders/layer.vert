// A group that was painted by itself, blended into what is around it: its bounds, in pixels.
uniform ivec4 bounds; // left, top, right, bottom

void main()
{
  gl_Position = clip_place(ivec2((gl_VertexID & 1) == 0 ? bounds.x : bounds.z, gl_VertexID < 2 ? bounds.y : bounds.w));
}

// The nearest of what is translucent, before the nearest that is opaque and behind what was found the last time: the depth
// test finds it.
uniform usampler2D opaque, before;
uniform sampler2D opaque_depth, before_depth;
uniform int first; // 1: nothing was found before

// Whether (depth, rank) is nearer than what lies at a place of two textures.
bool nearer(float depth, uint rank, float that_depth, uint that_rank)
{
  return depth > that_depth || (depth == that_depth && rank >= that_rank);
}

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  float depth;
  vec4 shown;
  uint rank;
  if (!show(depth, shown, rank))
    discard;
  depth = stored(depth);
  if (!nearer(depth, rank, texelFetch(opaque_depth, p, 0).r, texelFetch(opaque, p, 0).g))
    discard;
  if (first == 0 && nearer(depth, rank, texelFetch(before_depth, p, 0).r, texelFetch(before, p, 0).g))
    discard;
  leave(depth, shown, rank);
}

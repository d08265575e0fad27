// What a triangle or a line leaves at a sample, where it shows: its colour and its order in the list.
uniform vec2 depths; // the least that there is, and how much is 1
layout(location = 0) out uvec2 fragment;

float stored(float depth)
{
  return clamp((depth - depths.x) * depths.y, 0.0, 1.0);
}

void leave(float depth, vec4 shown, uint rank)
{
  uvec4 c = uvec4(clamp(shown, 0.0, min(shown.a, 255.0)) + 0.5);
  fragment = uvec2(c.r | c.g << 8 | c.b << 16 | c.a << 24, rank);
  gl_FragDepth = depth;
}

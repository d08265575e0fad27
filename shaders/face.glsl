// What a triangle shows at a sample.
in vec4 front, back;
in vec2 deep;
flat in uint order;
uniform ivec2 seen;

bool show(out float depth, out vec4 shown, out uint rank)
{
  depth = deep.x;
  shown = (gl_FrontFacing != (seen.y == 1) ? back : front) / deep.y;
  rank = order;
  return true;
}

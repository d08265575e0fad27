// A corner of a triangle of a space, as src/paint/space_mesh.h has it: projected and lit.
layout(location = 0) in uvec4 point; // x and y (1/256 pixel of the layer), depth, colour of the front
layout(location = 1) in uvec2 more;  // colour of the back, order
uniform ivec2 shift; // by which a sample is brought to the middle of its pixel: 1/256 pixel
uniform ivec2 seen;  // 1 where depth is 1 / distance; 1 where what runs clockwise is the front
out vec4 front, back; // times weight
out vec2 deep;        // depth, weight: linear on the picture, while colours are in the world
flat out uint order;

void main()
{
  float depth = uintBitsToFloat(point.z);
  deep = vec2(depth, seen.x == 1 ? depth : 1.0);
  front = vec4(bytes(point.w)) * deep.y;
  back = vec4(bytes(more.x)) * deep.y;
  order = more.y;
  gl_Position = vec4(vec2(ivec2(point.xy) + shift) / (128.0 * vec2(canvas)) - 1.0, 0.0, 1.0);
}

// A line or a dot of a space, as src/raster/solid.h has it: a rectangle that holds it, its corners in the order of a triangle
// strip.
layout(location = 0) in uvec4 start; // x and y (pixels of the layer), direction
layout(location = 1) in uvec4 reach; // length, radius, depth at the start, how much that grows a pixel along
layout(location = 2) in uvec4 paint; // colours of start and end, flags, order
layout(location = 3) in uvec4 joint; // of the segment that ends at the start: direction, length
uniform ivec2 shift; // by which a sample is brought to the middle of its pixel: 1/256 pixel
flat out vec4 line, size;
flat out vec3 earlier;
flat out uvec4 look;

void main()
{
  line = uintBitsToFloat(start);
  line.xy += vec2(shift - 8) / 256.0;
  size = uintBitsToFloat(reach);
  earlier = uintBitsToFloat(joint.xyz);
  look = paint;
  vec2 along = size.x > 0.0 ? line.zw : vec2(1.0, 0.0);
  float around = size.y + 1.0 / 64.0; // what rounding may cost
  float far = (gl_VertexID & 1) == 0 ? -around : size.x + around, aside = gl_VertexID < 2 ? -around : around;
  vec2 place = line.xy + far * along + aside * vec2(-along.y, along.x);
  gl_Position = vec4(place * 2.0 / vec2(canvas) - 1.0, 0.0, 1.0);
}

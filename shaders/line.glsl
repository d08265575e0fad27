// What a line or a dot shows at a sample: src/raster/tile_body.h says it in C.
flat in vec4 line, size; // x, y, direction; length, radius, depth, slope
flat in vec3 earlier;
flat in uvec4 look;

// The square of the distance from a segment from the origin on, and how far along it that is.
vec2 from_segment(vec2 q, vec2 along, float reach)
{
  float foot = clamp(dot(q, along), 0.0, reach);
  vec2 off = q - foot * along;
  return vec2(dot(off, off), foot);
}

bool show(out float depth, out vec4 shown, out uint rank)
{
  vec2 q = gl_FragCoord.xy - line.xy, near = from_segment(q, line.zw, size.x);
  float along = dot(q, line.zw), most = size.y * size.y;
  uint flags = look.z;
  vec4 from = vec4(bytes(look.x)), to = vec4(bytes(look.y));
  depth = size.z + size.w * near.y;
  shown = size.x > 0.0 ? mix(from, to, near.y / size.x) : from;
  rank = look.w;
  if (near.x > most || ((flags & 1u) != 0u && along < 0.0) || ((flags & 2u) != 0u && along > size.x))
    return false;
  return (flags & 4u) == 0u || from_segment(q + earlier.xy * earlier.z, earlier.xy, earlier.z).x > most;
}

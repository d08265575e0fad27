// A linear gradient: from texel at.w on, how it lies (three floats: along x, along y, at the origin) and 1,024 colours.
void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec3 along = uintBitsToFloat(texel(at.w).xyz);
  vec2 middle = vec2(p) + 0.5;
  float t = clamp(middle.x * along.x + middle.y * along.y + along.z, 0.0, 1.0);
  blend(bytes(word(at.w + 1u, uint(t * 1023.0 + 0.5))), coverage(p));
}

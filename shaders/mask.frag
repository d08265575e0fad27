// A group that was painted by itself, as far as its mask covers it.
uniform sampler2D layer;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  color = texelFetch(layer, p, 0) * (float(coverage(p)) / 255.0);
}

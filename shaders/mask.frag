// A group that was painted by itself, as far as its mask covers it.
uniform sampler2D layer;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  blend(layer_pixel(layer, p), coverage(p));
}

// A space that was painted into a layer of its own, which has this place on the canvas.
uniform sampler2D layer;
uniform ivec2 shift;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  blend(layer_pixel(layer, p - shift), coverage(p));
}

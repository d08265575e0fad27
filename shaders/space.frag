// A space that was painted into a layer of its own, which has the place that it has on the canvas.
uniform sampler2D layer;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  blend(uvec4(texelFetch(layer, p, 0) * 255.0 + 0.5), coverage(p));
}

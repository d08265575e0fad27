// One sample's colour: what is translucent over what is opaque, as its share of the pixel.
uniform sampler2D layer;
uniform usampler2D opaque;
uniform float alpha;
layout(location = 0) out vec4 color;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec4 clear = texelFetch(layer, p, 0);
  color = (clear + (1.0 - clear.a) * vec4(bytes(texelFetch(opaque, p, 0).r)) / 255.0) * alpha;
}

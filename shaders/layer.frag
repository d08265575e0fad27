uniform sampler2D layer;
uniform float alpha;
layout(location = 0) out vec4 color;

void main()
{
  color = texelFetch(layer, ivec2(gl_FragCoord.xy), 0) * alpha;
}

// A group that was painted by itself, times its alpha.
uniform sampler2D layer;
uniform float alpha; // 0 to 255
layout(location = 0) out vec4 color;

void main()
{
  color = vec4(scaled(layer_pixel(layer, ivec2(gl_FragCoord.xy)), uint(alpha))) / 255.0;
}

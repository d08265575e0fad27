// A finished picture, into a framebuffer that may count its rows from below.
uniform sampler2D layer;
uniform int upside_down;
layout(location = 0) out vec4 color;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  color = texelFetch(layer, upside_down == 0 ? p : ivec2(p.x, canvas.y - 1 - p.y), 0);
}

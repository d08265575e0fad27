// A finished picture, into the window's framebuffer, which counts its rows from below.
uniform sampler2D layer;
layout(location = 0) out vec4 color;

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  color = texelFetch(layer, ivec2(p.x, canvas.y - 1 - p.y), 0);
}

// What was found the last time, blended under what was before.
uniform usampler2D before;
layout(location = 0) out vec4 color;

void main()
{
  color = vec4(bytes(texelFetch(before, ivec2(gl_FragCoord.xy), 0).r)) / 255.0;
}

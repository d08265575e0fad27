// One colour: `at.w`, premultiplied.
void main()
{
  blend(bytes(at.w), coverage(ivec2(gl_FragCoord.xy)));
}

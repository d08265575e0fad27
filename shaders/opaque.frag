// The nearest of what is opaque: the depth test finds it.
void main()
{
  float depth;
  vec4 shown;
  uint rank;
  if (!show(depth, shown, rank))
    discard;
  leave(stored(depth), shown, rank);
}

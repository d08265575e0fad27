// An image: from texel at.w on, how it lies (six floats: what a pixel to the right adds to a place in it, what one down
// adds, the place of the origin), its width and height (16 bits each), its alpha with 256 where it is not smoothed, and
// its pixels.
uvec4 image_pixel(ivec2 p, ivec2 size)
{
  p = clamp(p, ivec2(0), size - 1);
  return bytes(word(at.w + 2u, uint(p.y * size.x + p.x)));
}

// Places in 1/256 of a pixel; far outside is as good as just outside.
ivec2 grid(vec2 place, ivec2 size)
{
  return ivec2(roundEven(clamp(place, vec2(-2.0), vec2(size) + 2.0) * 256.0));
}

uvec4 smooth_pixel(vec2 place, ivec2 size)
{
  ivec2 g = grid(place - 0.5, size), p = g >> 8;
  uvec2 f = uvec2(g & 255);
  uvec4 upper = image_pixel(p, size) * (256u - f.x) + image_pixel(p + ivec2(1, 0), size) * f.x;
  uvec4 lower = image_pixel(p + ivec2(0, 1), size) * (256u - f.x) + image_pixel(p + ivec2(1, 1), size) * f.x;
  return (upper * (256u - f.y) + lower * f.y + 32768u) >> 16u;
}

void main()
{
  ivec2 p = ivec2(gl_FragCoord.xy);
  uvec4 last = texel(at.w + 1u);
  vec4 lies = uintBitsToFloat(texel(at.w));
  vec2 middle = vec2(p) + 0.5, place = middle.x * lies.xy + middle.y * lies.zw + uintBitsToFloat(last.xy);
  ivec2 size = ivec2(last.z & 0xffffu, last.z >> 16);
  uvec4 s = last.w < 256u ? smooth_pixel(place, size) : image_pixel(grid(place, size) >> 8, size);
  blend(scaled(s, last.w & 255u), coverage(p));
}

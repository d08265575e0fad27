#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "nabla/board.h"

const char *nb_words(nb_board *b, const char *format, ...)
{
  va_list values, again;
  va_start(values, format);
  va_copy(again, values);
  int length = vsnprintf(NULL, 0, format, values);
  char *words = length < 0 ? NULL : nb_scratch(b, (size_t)length + 1);
  if (words != NULL)
    vsnprintf(words, (size_t)length + 1, format, again);
  va_end(again);
  va_end(values);
  return words != NULL ? words : "";
}

const char *nb_grouped(nb_board *b, int number)
{
  unsigned left = number < 0 ? 0u - (unsigned)number : (unsigned)number;
  const char *words = left >= 1000 ? nb_words(b, "%03u", left % 1000) : nb_words(b, "%u", left);
  for (left /= 1000; left > 0; left /= 1000)
    words = left >= 1000 ? nb_words(b, "%03u,%s", left % 1000, words) : nb_words(b, "%u,%s", left, words);
  return number < 0 ? nb_words(b, "−%s", words) : words;
}

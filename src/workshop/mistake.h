// What a compiler says, understood: file, line and column of mistakes as gcc, clang, tcc and ld print them.
#ifndef WORKSHOP_MISTAKE_H
#define WORKSHOP_MISTAKE_H

#include "workshop/compile.h"

// Finds the first mistake in what was said, and the line itself in its file. Where no line is understood, the
// mistake is the first line said, without a file.
compile_mistake mistake_find(const char *said);

// "gradient.c:12:5: what" and below it the line with a mark, as far as capacity reaches.
void mistake_print(const compile_mistake *m, char *words, size_t capacity);

#endif

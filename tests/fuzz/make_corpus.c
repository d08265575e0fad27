// Writes the seeds of the display list's fuzzer: make_corpus DIRECTORY. Run it when the list's format
// changes, and commit what it wrote.
#include <stdio.h>

#include "../list_samples.h"

int main(int count, char **arguments)
{
  nb_fonts *fonts;
  nb_board *board;
  if (count != 2 || nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) ||
      nb_failed(nb_board_create(&board, fonts))) {
    fprintf(stderr, "usage: make_corpus DIRECTORY\n");
    return 2;
  }
  for (int k = 0; k < SAMPLE_COUNT; k++) {
    char name[1024];
    size_t size;
    uint8_t *list = sample_list(board, k, &size);
    snprintf(name, sizeof name, "%s/%d.bin", arguments[1], k);
    FILE *file = fopen(name, "wb");
    if (list == NULL || file == NULL || fwrite(list, 1, size, file) != size || fclose(file) != 0) {
      perror(name);
      return 1;
    }
    free(list);
  }
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

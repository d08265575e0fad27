// Notes under libFuzzer: any bytes become text that can be edited, and any text blocks that know their lines.
#include <stdlib.h>
#include <string.h>

#include "note/editor.h"
#include "note/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
  if (!held)
    abort();
}

// Every line that is not blank belongs to one block, and every run lies in the text.
static void look_through(const char *text, size_t length)
{
  markdown m = {0};
  uint32_t at = 0;
  require(!nb_failed(markdown_read(&m, text, length)));
  for (int k = 0; k < m.block_count; k++) {
    const markdown_block *b = &m.blocks[k];
    require(b->from >= at && b->to >= b->from && b->to <= length);
    require(b->first >= 0 && b->count >= 0 && b->first + b->count <= m.run_count);
    for (; at < b->from; at++)
      require(strchr(" \t\n>", text[at]) != NULL);
    at = b->to + 1;
  }
  for (int k = 0; k < m.run_count; k++) {
    const markdown_run *r = &m.runs[k];
    require(r->from <= r->to && r->to <= length);
    require(!r->exact || r->text == text + r->from);
  }
  markdown_free(&m);
}

// The input's bytes as it is, and as what somebody does with it.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  editor e;
  char *text = malloc(size + 1);
  if (!text)
    return 0;
  memcpy(text, data, size);
  text[size] = 0;
  require(editor_open(&e, text));
  look_through(e.text, e.length);
  for (size_t k = 0; k < size && k < 64; k++) {
    if (data[k] < 64)
      editor_go_to(&e, data[k], data[k] & 1);
    else if (data[k] < 128)
      editor_erase(&e, (editor_move)(data[k] % 8));
    else if (data[k] < 160)
      editor_break(&e);
    else
      editor_type(&e, "$*");
    require(e.caret <= e.length && e.anchor <= e.length && strlen(e.text) == e.length);
  }
  look_through(e.text, e.length);
  editor_close(&e);
  free(text);
  return 0;
}

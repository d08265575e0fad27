// The log of ink under libFuzzer: events of any bytes, one after another, leave a page whose strokes can be drawn and
// which can be undone to nothing.
#include <stdlib.h>
#include <string.h>

#include "notebook/ink_log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
  if (!held)
    abort();
}

// The input is events behind each other, two bytes of length before each.
static void apply_all(ink_page *page, const uint8_t *data, size_t size)
{
  while (size >= 2) {
    size_t length = data[0] | (size_t)data[1] << 8;
    length = length < size - 2 ? length : size - 2;
    uint32_t changes = page->changes;
    if (nb_failed(ink_log_apply(page, data + 2, length)))
      require(page->changes == changes);
    data += 2 + length;
    size -= 2 + length;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ink_page page = {0};
  uint32_t count;
  apply_all(&page, data, size);
  const uint32_t *shown = ink_page_shown(&page, &count);
  for (uint32_t k = 0; k < count; k++) {
    const ink_stroke *stroke = &page.strokes[shown[k]];
    require(ink_is_sound(&page.knots[stroke->first], (int)stroke->count));
  }
  while (ink_page_undo(&page))
    ;
  ink_page_shown(&page, &count);
  require(count == 0);
  ink_page_free(&page);
  return 0;
}

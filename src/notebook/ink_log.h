// A page of ink as a log: bytes for every edit, undo and redo, from which the page is made again, in a notebook or in a
// recording, years later.
//
//    byte     kind (ink_event)             of an edit:
//    3 bytes  zero                         u32   how many strokes it takes away, and their numbers, u32 each
//                                          u32   how many it puts in, and of each
//                                                  byte tool, colour, width, pin; i32 whose place in the order
//                                                  it takes (-1: on top); u32 knots; of each 7 floats
//                                        of a picture, or a face of the last one: u32 ground, the list's bytes
//                                        of a pin: u32 kind, within, which; floats place (3), from (2); the name
//
// Little-endian. What is read may be a stranger's: every number is checked before the page is touched.
#ifndef NOTEBOOK_INK_LOG_H
#define NOTEBOOK_INK_LOG_H

#include <stddef.h>

#include "notebook/ink_page.h"

typedef enum ink_event {
  INK_EDIT = 1,
  INK_UNDO,
  INK_REDO,
  INK_ADD_PICTURE,
  INK_ADD_PIN,
  INK_ADD_FACE,
} ink_event;

// What has just happened to the page, as bytes that the caller frees: its last edit that counts, an undo or redo, or its
// last picture, face or pin.
// NULL without memory.
uint8_t *ink_log_write(const ink_page *page, ink_event event, size_t *size);

// Does to the page what the bytes say. Fails with NB_BAD_FILE where they are no event, or one that cannot happen to this
// page, and with what ink_page_put fails with; the page is then as it was.
nb_error ink_log_apply(ink_page *page, const void *bytes, size_t size);

#endif

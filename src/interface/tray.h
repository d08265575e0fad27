// The pen tray: five pots of ink, three widths, and the tools, on a strip where the title else stands, so that it
// covers nothing of the scene.
//
//    ( ● ◉ ● ● ●   · • ●   pen  marker  eraser  ... )
#ifndef INTERFACE_TRAY_H
#define INTERFACE_TRAY_H

#include "interface/scribe.h"

enum { TRAY_COLORS = 5, TRAY_WIDTHS = 3, TRAY_MOST = 12 };

typedef struct tray {
  nb_color colors[TRAY_COLORS];
  float widths[TRAY_WIDTHS];    // points
  const char *tools[TRAY_MOST]; // words, ended by NULL
  int color, width, tool;       // which of each is in the hand; -1: none
} tray;

typedef enum tray_part { TRAY_NOTHING, TRAY_COLOR, TRAY_WIDTH, TRAY_TOOL, TRAY_GROUND } tray_part;

// What is at p (board units), and which one of them in *which. TRAY_GROUND: the tray itself, between its things.
tray_part tray_at(const scribe *s, const tray *t, nb_vec2 p, int *which);

void tray_record(const scribe *s, const tray *t);

#endif

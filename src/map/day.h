// A day as a strip of coloured hours, and how long each kind of work took:
//
//   9  ████▌▒▒█████▌    ▐██████▒▒▒▒  17       a piece is as long as it took; hours are parted by fine lines
//      ■ watching 1:20   ■ notes 0:12   ■ break 0:10
#ifndef MAP_DAY_H
#define MAP_DAY_H

#include "interface/scribe.h"
#include "notebook/hours.h"

// The colour of a kind, which is the same wherever hours are shown.
nb_color day_color(hours_kind kind);

// Records a day's spans with the strip's upper edge at y, over the board's width. Nothing where there are none.
void day_record(const scribe *s, const hours_span *spans, int count, hours_day day, float y);

#endif

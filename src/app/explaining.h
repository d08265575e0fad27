// Explaining in the window: the talk (explain.h), what the partner sees of it, in a column or in a window of their own, and
// the summary at its end.
#ifndef APP_EXPLAINING_H
#define APP_EXPLAINING_H

#include "app/explain.h"
#include "interface/summary.h"
#include "note/page.h"

typedef struct player player;

typedef struct explaining {
  explain talk;
  partner_spots spots;            // as last drawn, in the column or the partner's window
  int pointed;                    // the spot under the pointer, or -1
  note_page page;                 // the scene's notes, as the partner sees them
  bool panel;                     // the panel of values was shown before
  uint32_t pages[NOTEBOOK_PAGES]; // the scene's blank pages' changes when the talk began
  struct {
    bool open;
    summary_row rows[SUMMARY_ROWS];
    const char *said[SUMMARY_ROWS];
    char when[SUMMARY_ROWS][80]; // of the rows that are losses: their words
    int count, said_count, selected;
    int pages; // blank ones that were written on in this talk
    summary_spots spots;
  } summary;
} explaining;

// Somebody explains, and it is not looked back on.
bool explaining_goes_on(const player *p);

// Begins; or ends, with the summary; or goes on from there.
void explaining_toggle(player *p);

// The partner is lost.
void explaining_be_lost(player *p);

// Ticks the which-th point that is shown, from 0; nothing where there is none.
void explaining_tick(player *p, int which);

// Sets the scene's notes where the partner has room for them, as large as `size` points.
void explaining_record_notes(player *p, nb_board *b, float size);

// Presses a spot of the partner's: a point, or the mark.
void explaining_press(player *p, int spot);

// Before every frame: time passes; another scene is another talk.
void explaining_settle(player *p);

// All of it is over, at once: the program ends.
void explaining_leave(player *p);

// Seconds since the partner was last lost; below 0: never.
float explaining_since_lost(const player *p);

// Seconds since 1970.
double explaining_now(void);

// Opens the summary, or closes it with the talk.
void summary_show(player *p);
void summary_close(player *p);

// What the partner sees now. `points` is filled, with room for PARTNER_POINTS.
partner_view explaining_view(const player *p, const interface_view *scene, partner_point *points);

#endif

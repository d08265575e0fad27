// What the player is made of: shared by player.c, frame.c, pointer.c, the tables of actions and the layers, and nobody else.
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "app/bar.h"
#include "app/catalog.h"
#include "app/changes.h"
#include "app/diary.h"
#include "app/entry.h"
#include "app/explaining.h"
#include "app/focus.h"
#include "app/ghost.h"
#include "app/hands.h"
#include "app/hint.h"
#include "app/ink.h"
#include "app/input.h"
#include "app/layer.h"
#include "app/lessons.h"
#include "app/map.h"
#include "app/notes.h"
#include "app/opening.h"
#include "app/pace.h"
#include "app/pages.h"
#include "app/panel.h"
#include "app/partner_window.h"
#include "app/picture.h"
#include "app/playback.h"
#include "app/player.h"
#include "app/predict.h"
#include "app/recorder.h"
#include "app/replaying.h"
#include "app/reviewing.h"
#include "app/room.h"
#include "app/saving.h"
#include "app/settings.h"
#include "app/sheet.h"
#include "app/timekeeper.h"
#include "app/touch.h"
#include "app/window.h"
#include "app/workbench.h"
#include "interface/interface.h"

// The mouse. What it did is kept until the next frame, however many events said so.
typedef struct pointer {
  nb_vec2 pixel; // where it is
  bool inside;   // the window
  bool moved;    // since the last frame
  double when;   // it last moved
  bool scrubbing;
  stage_position was; // where time stood, and
  float strip_y;      // how high the pointer was (board units), when it took hold of the strip
  bool on_strip;      // over a part of the step strip: `step`, `along` of it
  int step;
  float along;
} pointer;

// How it started where no scene was named.
typedef enum player_start { PLAYER_NAMED, PLAYER_BEGINS, PLAYER_RETURNS } player_start;

struct player {
  const player_options *options;
  window window;
  nb_fonts *fonts;
  painter *painter;
  interface *interface;
  nb_board *board;
  spares *spares; // NULL where the scene runs in this process
  stage *stage;
  workbench *workbench;   // of a scene whose source is played, else NULL
  char scene[OPENING_ID]; // its id
  notebook *notebook;
  diary diary;
  timekeeper timekeeper;
  opening *opening; // other scenes
  map *map;         // NULL until it is asked for
  stuck stuck;
  coming coming;
  terms terms;
  catalog *catalog; // NULL until there is a map
  bool found_needs; // of scenes beside the curriculum: the map is to be laid out anew
  hint hint;
  predict predict;
  player_start start;
  bool resumed;  // the first scene began where it had been left, and nobody has said so yet
  Uint32 events; // the first of PLAYER_EVENTS of our own
  playback playback;
  hands hands;
  entry entry;
  changes changes;
  panel panel;
  bar_state bar;
  focus focus;
  explaining explaining;
  reviewing reviewing;
  partner_window partner;
  ink ink;
  notes notes;
  recorder recorder;
  pages pages;
  replaying replaying;
  picture picture;
  ghost ghost;
  bool forked; // there was another run when it was last looked
  bool peeks;  // a small picture of another moment is shown
  pace pace;
  input input;
  pointer pointer;
  touch touch;
  settings settings;
  saving saving;
  double clock;     // when the last frame began, in seconds
  bool ran;         // time runs since then
  char notice[480]; // shown until notice_until
  double notice_until;
  char trouble[480]; // why the scene could not be drawn; empty where it could
  bool hung;         // as it took too long
  double slow_until; // that its pictures take long has been said, and need not be again until then
  nb_error mistake;  // in a formula of the scene as it was last drawn
  sheet sheet;       // of keys
  bool stale;        // something happened that the picture may not show yet
  bool quit;
};

// Events of our own, from p->events on: somebody in another thread has news.
enum { PLAYER_WORKBENCH, PLAYER_OPENED, PLAYER_NOTEBOOK, PLAYER_CATALOG, PLAYER_EVENTS };

// Shows another scene, as soon as it is open; until then what is shown goes on. At `moment` (carry_write; it is
// copied), or NULL: where it was left, or else at its start. Where there is no such scene it says so: false.
bool player_open(player *p, const char *id, const char *moment);

// The same of the scene that the newest crumb lies in, as it was left there. False where there is none.
bool player_open_crumb(player *p);

// Shows a scene here and now, without its ink and with nothing of it put into the diary: of a replay. Fails as opening_now does.
nb_error player_show(player *p, const char *id, const char *moment);

// scenes.c: opens what the options name; begins to play it, once there is a window; hears of others that are open.
nb_error scenes_open_first(player *p);
void scenes_begin(player *p);

// The first scene comes to be seen: where it had been left, that is said, once.
void scenes_say_resumed(player *p);
void scenes_event(player *p, const SDL_Event *event);

// What player_run is made of, for tests too: opens all there is (and nothing where it fails), takes an event as it
// comes, closes.
nb_error player_set_up(player *p, const player_options *options);
void player_event(player *p, const SDL_Event *event);
void player_take_down(player *p);

// The time on a clock that only goes forward, in seconds.
double player_now(void);

// Shows a line for a moment, or for some seconds.
void player_notify(player *p, const char *text);
void player_notify_for(player *p, const char *text, double seconds);

// Shows an error as a notice; does nothing where there is none.
void player_report(player *p, nb_error e);

// card.c: lets the graphics card paint the window, where it has one for that; the processor goes on where the card cannot,
// or cannot any more, and one line says why.
void card_begin(player *p);
void card_leave(player *p, nb_error why);

// Takes the shaders that were saved since the last look; when it has to look next, INFINITY where nobody writes any.
void card_look(player *p);
double card_next_look(const player *p);

// What the interface is to show now.
interface_view player_view(const player *p);

// The scene's picture as it is now, in a theme: valid until the next drawing.
nb_error player_draw_scene(player *p, nb_theme theme, const void **list, size_t *size);

// Brings everything up to date and shows it, if it looks different from what is shown: what the pointer did,
// what time brought, the scene, handles, interface.
void player_frame(player *p);

// When the next frame is needed without any event: now or earlier while something moves, INFINITY at rest.
double player_next_frame(const player *p);

// After the scene has been drawn: another run's ghost. Before: the picture of the moment under the pointer (aside.c).
void aside_draw_ghost(player *p);
void aside_tell_of_fork(player *p);
void aside_draw_peek(player *p);

// pins.c: pinned ink goes where what it hangs on has gone; fastens what is selected, or was written last, to what is nearest, or
// makes it loose again; and shows what ink hangs on.
void pins_follow(player *p);
void pins_toggle(player *p);
void pins_record(const player *p, nb_board *b);

// ink_rest.c: the ink at rest becomes part of a picture, in which the board has an area (pixels).
void ink_draw_rest(player *p, ink_sight *sight, picture *to, nb_rect area);

// The mouse's events, noted until the next frame; a press acts at once on what was last drawn.
void pointer_event(player *p, const SDL_Event *event);

// The pointer is at x, y of the window now.
void pointer_move(player *p, int x, int y);

// Does what the pointer did since the last frame: scrubs, moves what is held.
void pointer_settle(player *p);

// Finds what is under the pointer in what was just drawn, and gives it the cursor that says so.
void pointer_look(player *p);

// How clearly everything that can be dragged shows itself: 1 just after the pointer moved, then fading to 0.
float pointer_hints(const player *p, double now);

#endif

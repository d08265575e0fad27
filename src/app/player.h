// The player: a window in which a scene plays, is stepped through, and is taken hold of.
//
//   nb_error e = player_run(&(player_options){.plugin = path, .assets = assets});
//
// Its parts, from the window to the stage:
//
//   window.c   SDL's window and how pixels get into it        pace.c      when the next frame is due
//   action.h   what keys do, in tables                        pointer.c   the mouse: strip, handles, cursors
//   input.c    keys to actions                                layer.h     what lies over the scene, and Esc
//   playback.c actions to positions of the stage              hands.c     handles to fields of the state
//   frame.c    stage, overlay and interface to one picture    drag.c      the mathematics of a handle
//   picture.c  lists kept, compared and painted               overlay.c   how handles look
//   entry.c    a number typed in place                        typing.c    the keys that type it
//   panel.c    all parameters at the edge                     focus.c     what the keyboard has hold of
//   ghost.c    what differs in another run                    aside.c     ghost and small pictures
//   undo.c     what was changed, and back                     changes.c   when a change is whole
//   explain.c  the talk that goes on: what was heard, where lost  explaining.c  the same in the window
//   partner_window.c  the second window                summary_layer.c  the end of a talk
//   opening.c  scenes opened beside the one that is shown     diary.c     what is put into the notebook
//   cells.c    ink at rest, kept as pixels                    pages.c     blank pages, and how they are looked at
//   pins.c     ink that follows what it is pinned to          timeline.c  whose turn it is when one undoes
//   card.c     when a graphics card paints, and when not      saving.c    settings that were changed, to their file
//
// A scene whose source is played is swapped in place when it is saved: workbench.c.
//
// Nothing is drawn while nothing changes: the player then sleeps until there is an event.
#ifndef APP_PLAYER_H
#define APP_PLAYER_H

#include <stdbool.h>

#include "app/settings.h"
#include "nabla/error.h"
#include "paint/painter.h"
#include "workshop/compile.h"
#include "workshop/shelf.h"

typedef struct player_options {
  // What is played. Where neither is named: the scene that was left last, with the map over it; the first time of all
  // the curriculum's first scene, with a few hints.
  const char *plugin;   // path; NULL where `source` says what is played
  const char *source;   // a C file, or a folder of them: compiled, and anew on every save (workbench.h)
  int recording;        // the number of a recording that is replayed, instead of both; 0: none
  bool skips_undone;    // of it: what was written and undone is not shown
  const sdk *sdk;       // what C files are compiled against; NULL where none are to be
  const char *assets;   // folder
  const shelf *shelf;   // where other scenes lie; never NULL
  const char *notebook; // its file; NULL: the one in the data folder (notebook.h)
  settings settings;
  char config[1100]; // the file of settings, to which what was changed is written; empty: none
  char warning[480]; // shown at the start; empty: none
  int width, height; // of the window, in the desktop's own points, 64 to 16384; 0: 1280 x 720
  bool full_screen;
  bool review; // what is due, at once
  painter_choice painter;
  const char
      *shaders;    // the folder that they are read from, again after every save; NULL: those in the program
  bool in_process; // run the scene in this process: stage.h
  int threads;     // that paint, this one among them, 1 to 64; 0: as many as there are cores
} player_options;

// Opens the window, plays the scene, and returns when the viewer has left. Fails as stage_open does
// (and compile_scene), with
// NB_MISSING_FILE where a font is missing, with NB_OUT_OF_RANGE for a size or a number of threads that is
// none, and with NB_NO_DISPLAY where there is no screen to show a window on; the video drivers `dummy` and
// `offscreen` are used only where SDL_VIDEODRIVER asks for them.
nb_error player_run(const player_options *options);

#endif

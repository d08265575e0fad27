#!/bin/sh
# The player as a viewer has it: a window under Xvfb, driven by keys and mouse, judged by its pictures.
#
#   player.sh NABLA SCENE CLOSE     the program, the plugin made of tests/scenes/hands.c, and what close.c makes
#
# The window is 1280 x 720: 80 pixels to a unit of the board, whose origin stands at (640, 360).
set -u
takes="nabla scene close"
. "$(dirname "$0")/tools.sh"

# ---- what the scene's marks say

shows_step() { [ "$(pixel 160 200)" = "$1" ]; }

# The second at which the clock's dot stands.
clock() { box "$text" 1200x32+40+544 | awk '{ printf "%.2f", (($1 + $3) / 2 - 160) / 80 }'; }
clock_near() { near "$(clock)" "$1" "$2"; }
clock_beyond() { awk -v a="$(clock)" -v b="$1" 'BEGIN { exit !(a != "" && a > b) }'; }
clock_stands() {
  first=$(clock)
  sleep 0.3
  [ "$first" = "$(clock)" ]
}

# Where the tip of v is, when it points right and up.
tip_near() {
  tip=$(box "$amber" 460x300+645+70 | awk '{ print $3, $2 }')
  near "${tip% *}" "$1" 5 && near "${tip#* }" "$2" 5
}

is_size() { [ "$(xdotool getwindowgeometry "$id" | awk '/Geometry/ { print $2 }')" = "$1" ]; }
has_ground() { [ "$(pixel 40 300)" = "$1" ]; }
differs_from() {
  shot
  [ "$(compare -metric AE -fuzz 2% "$1" "$work/shot.bmp" null: 2>&1 | cut -d . -f 1)" -gt 2000 ] 2>/dev/null
}
looks_like() {
  shot
  [ "$(compare -metric AE -fuzz 2% "$1" "$work/shot.bmp" null: 2>&1)" = 0 ]
}
# Ticks of the processor (1/100 s) that the player has used.
used() { awk '{ print $14 + $15 }' "/proc/$player/stat"; }

# ---- the window

start_display
move_away() { away; }
move_away
start_player "$nabla" play "$scene"
check "the window has its size" is_size 1280x720
check "its title is the scene's" has_title "Hands on"
check "the first step is shown" shows_step "$green"
check "it plays from the start" clock_beyond 0.5

# ---- keys

key space
check "Space pauses" clock_stands
key Home space
check "Home plays from the start" clock_near 0.25 0.25
check "and Space pauses that" clock_stands
plus() { awk "BEGIN { print $1 + $2 }"; }
start=$(clock)
key period period period period period period
check "the full stop goes on by frames" clock_near "$(plus "$start" 0.1)" 0.02
key comma comma comma
check "the comma goes back by frames" clock_near "$(plus "$start" 0.05)" 0.02
key bracketleft bracketleft space
check "it plays at a quarter of the speed" clock_beyond 0.3
key bracketright bracketright space
check "Space pauses again" clock_stands
key Right
check "Right goes to the next step" shows_step "$vermilion"
check "which plays, and waits at its end" clock_near 1 0.02
check "and stands there" clock_stands
key space
check "Space answers and goes on" shows_step "$blue"
key space
key End
check "End goes to the last step's end" clock_beyond 4.9
check "and stands there" clock_stands
key Prior
check "PageUp goes to the step before" shows_step "$vermilion"
key Left
check "and so does Left" shows_step "$green"
key Next
check "PageDown goes on" shows_step "$vermilion"

# ---- the mouse on the strip

key End Home space
move 640 688
press
move 66 688
check "the strip's left end is the start" clock_near 0 0.05
check "of the first step" shows_step "$green"
move 1215 688
check "its right end is the end" shows_step "$blue"
check "of the last step" clock_beyond 4.9
move 300 640
release
check "scrubbing goes where the pointer is" shows_step "$green"
scrubbed=$(clock)
check "time stands after scrubbing a paused scene" clock_near "$scrubbed" 0
move 640 688
press
move 1215 688
check "one scrubs again" shows_step "$blue"
key Escape
release
check "Esc goes back to where that began" clock_near "$scrubbed" 0
move_away

# ---- handles

key Home space
check "the tip of v is at (2, 1)" tip_near 800 280
move 806 276
press
move 840 240
move 886 196
release
move_away
check "dragging keeps the grip: v follows to (3, 2)" tip_near 880 200
move 880 200
press
xdotool keydown shift
move 810 262
move 806 254
release
xdotool keyup shift
move_away
check "Shift snaps to halves" tip_near 800 240
move 800 240
press
move 880 160
# The ring around a handle that is held is 17 points wide: 11 pixels here.
has_ring() { [ -n "$(box "$amber" 9x5+876+147)" ]; }
check "a handle that is held has its ring" has_ring
key Escape
release
move_away
check "Esc puts it back" tip_near 800 240
key r
check "R resets the parameters" tip_near 800 280

# The number rate is written at (-6, 0.5); its dot stands at (-3 + rate, 3).
rate_is() { [ "$(pixel "$1" 120)" = "$dim" ]; }
check "rate is 1" rate_is 480
move 160 320
sleep 0.3 # the pointer is seen there before the wheel turns
xdotool click 4 click 4 click 4 click 4 click 4
check "the wheel raises a number under the pointer" rate_is 494
press
move 190 320
move 260 320
release
check "dragging it to the right raises it, too" rate_is 521
key r
check "R resets it" rate_is 480
move 160 320
sleep 0.6 # sooner it would be a double click
xdotool click 1
xdotool type --delay 40 1.75
key Return
check "a click opens it, and what is typed is set" rate_is 540
sleep 0.6 # so that it is no double click
xdotool click 1
xdotool type --delay 40 0.25
key Escape
check "Esc leaves it as it was" rate_is 540
key r
check "and R is a key again" rate_is 480
move_away

key End
check "the last step has a canvas" shows_step "$blue"
# Its cells are 15 pixels wide, from (960, 200): these are the middles of two of them.
move 1012 267
press
move 1087 267
release
move_away
ink_is() { [ "$(pixel 1057 267)" = "$1" ] && [ "$(pixel 1057 327)" = "$ground" ]; }
check "one draws on it where the pointer goes" ink_is "$text"
move 1000 267
press 3
move 1100 267
release 3
move_away
check "the right button wipes" ink_is "$ground"
key Home space

# ---- theme, keys, sizes

key t
check "T changes the theme" has_ground "$paper"
key t
check "and back" has_ground "$ground"
settled() { looks_like "$work/settled.bmp"; }
sleep 2
shot
cp "$work/shot.bmp" "$work/settled.bmp"
key question
check "? shows the keys" differs_from "$work/settled.bmp"
key Escape
check "Esc takes them away" settled
before=$(used)
sleep 1
after=$(used)
check "at rest it costs nothing ($((after - before)) ticks of 10 ms in a second)" [ $((after - before)) -le 1 ]
key f
check "F takes the full screen" is_size 1600x900
key Escape
check "Esc gives it back" is_size 1280x720
check "and looks as it did" settled
xdotool windowsize "$id" 640 480
# 40 pixels to a unit, and margins above and below.
shows_small() { [ "$(pixel 80 160)" = "$green" ]; }
check "the picture follows the window's size" shows_small

# ---- leaving

key q
ended "Q leaves"

start_player "$nabla" play "$scene" --size 640x360 --theme board
check "a size can be asked for" is_size 640x360
check "and a theme" has_ground "$paper"
"$close" "$id"
ended "it closes with its window"

start_player "$nabla" play "$scene" --full-screen
check "a full screen can be asked for" is_size 1600x900
kill -TERM "$player"
ended "asked to end, it ends in order"

env -u DISPLAY -u WAYLAND_DISPLAY "$nabla" play "$scene" >"$work/out" 2>&1
status=$?
check "without a display it fails" [ $status -eq 1 ]
says_why() { [ "$(grep -c 'no display' "$work/out")" = 1 ] && [ "$(wc -l <"$work/out")" = 1 ]; }
check "with one clear line" says_why

[ $failures -eq 0 ]

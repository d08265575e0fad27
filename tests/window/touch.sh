#!/bin/sh
# With fingers alone: tap, drag, double tap, two that pinch, two that move along, and the bar for all that else wants a key; and
# the same bar with the mouse alone.
#
#   touch.sh NABLA SCENES FIND ASSETS FINGERS     the program, the folder with kinds and space, what find.c and fingers.c
#                                                 make, the assets
#
# The window is 1280 x 720: 80 pixels to a unit of the board, whose origin stands at (640, 360).
set -u
takes="nabla scenes find assets fingers"
. "$(dirname "$0")/tools.sh"

board=1280x440+0+110
bar=760x56+60+10
mkfifo "$work/fingers"
# touch LINE ...: "down ID X Y" and so on, in pixels of the window; "wait SECONDS". The next is sent when this has been.
touch() { printf '%s\n' "$@" | awk '/^wait/ { print; next } { print $1, $2, $3 / 1280, $4 / 720 }' >"$work/fingers"; }
tap() { touch "down 0 $1 $2" "wait 0.05" "up 0 $1 $2"; }
# drag X Y X Y: at a hand's pace.
drag() { touch "down 0 $1 $2" "wait 0.05" "move 0 $((($1 + $3) / 2)) $((($2 + $4) / 2))" "wait 0.05" "move 0 $3 $4" "wait 0.05" "up 0 $3 $4"; }
on_bar() { reads "$1" 20 $bar; }
bar_gone() { reads_not "values" 20 $bar; }
# on_word COMMAND WORD: does that in the middle of the bar's word.
on_word() {
  check "the bar has $2" on_bar "$2"
  doing=$1
  set -- $(where "$2" 20 $bar)
  [ $# = 4 ] && $doing $((($1 + $3) / 2)) $((($2 + $4) / 2))
}

# A sanitizer wants to be the first that is loaded.
preload=$(ldd "$nabla" | awk '/libasan/ { print $3 ":" }')$fingers
play() { start_player env FINGERS="$work/fingers" LD_PRELOAD="$preload" "$nabla" play "$scene"; }

start_display
scene=$scenes/kinds.so
play
key Home space
check "it stands at the beginning" reads "Each of them has a *mark*." 34
tap 900 500
on_word tap "›"
check "a tap on nothing shows the bar, on whose › is the next step" reads "Where is p to be?" 34

# ---- one finger

check "where one is to answer" on_bar "answer"
drag 800 280 720 200
expect_picture 1280x720 --step 2 --set p=1,2
check "a finger drags what it is on" shows_picture $board
touch "down 0 720 200" "up 0 720 200" "down 0 720 200" "up 0 720 200"
expect_picture 1280x720 --step 2
check "two taps put it back" shows_picture $board
on_word tap "undo"
expect_picture 1280x720 --step 2 --set p=1,2
check "undo brings it there again" shows_picture $board
touch "down 0 720 200" "move 0 800 280" "up 0 800 280"
expect_picture 1280x720 --step 2
check "as quickly as one can, it is dragged too" shows_picture $board
on_word tap "undo"
on_word tap "answer"
check "answer is the answer" reads "It walks." 34
check "whose truth comes" reads "spot on" 22 600x200+400+60
touch "down 0 600 680" "wait 0.05" "up 0 600 680"
check "the bar goes by itself" bar_gone

# ---- the panel

tap 900 500
on_word tap "values"
check "values opens the panel" reads "speed" 20 296x720+984+0
tap 1218 192
on_is() { [ "$(pixel 140 301)" = "$blue" ]; }
check "in which a switch is tapped" on_is
drag 1132 100 1260 100
check "and a slider drawn" reads "2.00" 20 280x36+1000+51
key v q
ended "it ends in order"

# ---- two fingers in space

scene=$scenes/space.so
play
key Home space
# Made before the fingers move, so that the bar, if it came, is still there when the picture has been looked at.
expect_camera() { expect_picture 1280x720 --step 1 --set "camera=$1"; }
expect_camera 0,0,0,9,-0.8,0.4,0,0
check "it is seen from where the scene stands" shows_picture $board
expect_camera 0,0,0,3.6,-0.8,0.4,0,0
touch "down 0 600 420" "down 1 680 420" "move 1 700 420" "move 1 725 420" "wait 0.1" "move 1 760 420" \
  "move 1 800 420" "up 1 800 420" "up 0 600 420"
check "two that go apart come nearer, as far as they went" shows_picture $board
check_now "and are no tap" bar_gone
expect_camera 0,0,0,9,-0.8,0.4,0,0
touch "down 0 600 420" "down 1 800 420" "move 1 730 420" "wait 0.1" "move 1 680 420" "up 1 680 420" "up 0 600 420"
check "together, go as far away" shows_picture $board
# The stage is 7 units high, of which the camera sees 2 tan(0.3) 9 at its target; to its right is (-sin a, cos a).
expect_camera "$(awk 'BEGIN { f = -1 / 7 * 2 * sin(0.3) / cos(0.3) * 9; printf "%f,%f,0,9,-0.8,0.4,0,0", f * sin(0.8), f * cos(0.8) }')"
touch "down 0 600 300" "down 1 600 380" "move 0 620 300" "move 1 620 380" "wait 0.05" "move 0 640 300" "move 1 640 380" \
  "move 0 660 300" "move 1 660 380" "wait 0.05" "move 0 680 300" "move 1 680 380" "up 1 680 380" "up 0 680 300"
check "two that go along move it" shows_picture $board
expect_camera 0,0,0,9,-0.8,0.4,0,0
touch "down 0 300 200" "up 0 300 200" "down 0 300 200" "up 0 300 200"
check "two taps on nothing put it back" shows_picture $board
check_now "and are no tap either" bar_gone
expect_camera "0,0,0,9,$(awk 'BEGIN { print -0.8 - 3.14159265 / 7 }'),0.4,0,0"
drag 300 200 380 200
check "one finger goes round it" shows_picture $board
check_now "and that is none" bar_gone
tap 300 200
on_word tap "map"
check "a tap there is, by whose bar one gets to the map" reads "type to search  ·  Enter opens  ·  Esc" 17
key Escape
key q
ended "it ends in order"

# ---- the mouse alone

click() {
  move "$1" "$2"
  xdotool click 1
}
scene=$scenes/kinds.so
start_player "$nabla" play "$scene" --notebook "$work/another.sqlite"
key Home space
check "it stands at the beginning" reads "Each of them has a *mark*." 34
click 900 500
on_word click "stuck"
check "by a click on nothing, and one on the bar, stuck is asked" reads "Step 1 rests on no other lesson" 26
click 100 300
check "and left" reads_not "Step 1 rests on no other lesson" 26
sleep 0.5 # no double click
click 900 500
on_word click "pen"
check "the pen is taken" reads "marker" 19
key Escape
check "and put down" reads_not "marker" 19
click 900 500
check "the bar comes again" on_bar "pen"
key Escape
check "and Esc takes it away" bar_gone
key q
ended "it ends in order"

[ $failures -eq 0 ]

#!/bin/sh
# Ink as a person writes it: strokes under Xvfb, by mouse and keys, judged by their pictures.
#
#   ink.sh NABLA SCENE     the program, and the plugin made of tests/scenes/hands.c
#
# The window is 1280 x 720: 80 pixels to a unit of the board, whose origin stands at (640, 360).
set -u
nabla=$1
scene=$2
. "$(dirname "$0")/tools.sh"

blue='#5aa9f2'
vermilion='#f0705a'
green='#4fc38a'

# stroke X Y X Y ...: the left button down at the first point, through the others, and up at the last.
stroke() {
  move "$1" "$2"
  press "${button:-1}"
  from_x=$1 from_y=$2
  shift 2
  while [ $# -gt 1 ]; do
    for part in 1 2 3 4 5 6 7 8; do
      move $((from_x + (${1} - from_x) * part / 8)) $((from_y + (${2} - from_y) * part / 8))
    done
    from_x=$1 from_y=$2
    shift 2
  done
  [ -n "${held:-}" ] || release "${button:-1}"
}

# drawn COLOR LEFT TOP RIGHT BOTTOM: what has the colour in the free part of the board reaches about there.
drawn() {
  found=$(box "$1" 560x110+40+560)
  # shellcheck disable=SC2086 # four numbers
  set -- $found "$2" "$3" "$4" "$5"
  [ $# = 8 ] && near "$1" "$5" 6 && near "$2" "$6" 6 && near "$3" "$7" 6 && near "$4" "$8" 6
}
none_drawn() { [ -z "$(box "$1" 560x110+40+560)" ]; }

start_display
start_player "$nabla" play "$scene"
key space
key End

# ---- writing

key d
key 2 # a colour that the scene has less of than the pen's own
stroke 100 600 300 600
move 600 200
check "a stroke stands where it was drawn" drawn "$blue" 97 597 303 603
key Home
check "another step has a page of its own" none_drawn "$blue"
key End
check "ink comes back with its step" drawn "$blue" 97 597 303 603
key 3
stroke 100 640 300 640
check "3 takes the third colour" drawn "$vermilion" 97 637 303 643
key ctrl+z
check "Ctrl Z takes the last stroke back" none_drawn "$vermilion"
key ctrl+shift+z
check "and does it again" drawn "$vermilion" 97 637 303 643
held=yes stroke 350 650 450 570
key Escape
release
check "Esc takes back what is being written" drawn "$vermilion" 97 637 303 643
held=yes stroke 350 600 390 602 430 598 470 601 520 599
sleep 0.8
release
move 600 200
check "a stroke held still becomes a level line" drawn "$vermilion" 97 597 523 643
key ctrl+z

# ---- taking away

key b
stroke 200 570 200 660
move 600 200
check "what it trims is gone, and the rest stays" [ "$(pixel 200 600)$(pixel 200 640)" = '#11151c#11151c' ]
check "both pieces of the upper stroke are there" drawn "$blue" 97 597 303 603
key d
button=3 stroke 120 570 120 615
move 600 200
check "the right button erases the piece that it touches" drawn "$blue" 212 597 303 603
key ctrl+z
check "erasing is undone" drawn "$blue" 97 597 303 603

# ---- choosing

key x
stroke 60 580 580 580 580 660 60 660 60 580
stroke 260 600 280 610
move 600 200
check "what the lasso caught is moved" drawn "$blue" 117 607 323 613
key ctrl+d
check "copied, a quarter of a unit beside it" drawn "$blue" 117 607 343 633
key ctrl+z
key x x
stroke 60 580 580 580 580 660 60 660 60 580
key Delete
check "and deleted" none_drawn "$vermilion"
key ctrl+z
check "and comes back" drawn "$blue" 117 607 323 613

# ---- pointing, and the scene's own handles

key Escape Escape
shows_title() { [ -n "$(box '#8b98a7' 330x40+60+30)" ]; }
check "without a tool the title is back" shows_title
key l
stroke 100 580 500 580
laser_is_lit() { [ -n "$(box "$vermilion" 440x12+80+574)" ]; }
laser_is_out() { [ -z "$(box "$vermilion" 380x12+80+574)" ]; }
stroke 100 580 500 580
check "the laser leaves a trail" laser_is_lit
move 600 580
check "which fades" laser_is_out
key 8
stroke 100 580 500 580
move 600 580
sleep 1.5
check "8 lets it stay" laser_is_lit
key Delete
check "and Del puts it out" laser_is_out
key 6
key l
move 300 300

# ---- pinned to the tip of v, which stands at (800, 280)

# green_at LEFT TOP RIGHT BOTTOM, above the part that is free
green_at() {
  found=$(box "$green" 400x320+640+180)
  # shellcheck disable=SC2086 # four numbers
  set -- $found "$1" "$2" "$3" "$4"
  [ $# = 8 ] && near "$1" "$5" 6 && near "$2" "$6" 6 && near "$3" "$7" 6 && near "$4" "$8" 6
}
key d 4
stroke 850 240 920 240
key i d
move 600 200
check "pinning moves nothing" green_at 847 237 923 243
move 800 280
press
move 780 320
move 720 440
release
move 600 200
check "pinned ink follows the point that is dragged" green_at 767 397 843 403
key ctrl+z
check "and comes back with it" green_at 847 237 923 243
key ctrl+z
key ctrl+z
check "one key took back the pin, and the stroke" [ -z "$(box "$green" 400x320+640+180)" ]

# ---- pages

key w 3
stroke 200 600 400 600
move 600 200
check "W opens a page, with a pen to write on it" drawn "$vermilion" 197 597 403 603
check "the scene is not there" [ -z "$(box "$blue" 200x200+60+100)" ]
move 300 600
xdotool click --repeat 5 --delay 20 4
check "the wheel shows it larger, from the pointer" drawn "$vermilion" 97 595 503 605
move 300 620
press 2
move 300 640
move 330 640
release 2
move 600 200
check "the middle button moves it" drawn "$vermilion" 127 615 533 625
key Right
check "the next page is blank" none_drawn "$vermilion"
key shift+w
amber_at() {
  found=$(box '#f5c84c' 200x120+600+260)
  # shellcheck disable=SC2086 # four numbers
  set -- $found 638 318 722 362
  [ $# = 8 ] && near "$1" "$5" 8 && near "$2" "$6" 8 && near "$3" "$7" 8 && near "$4" "$8" 8
}
check "the picture of the scene comes onto it, half as large" amber_at
key Left
check "and the first page is as it was" drawn "$vermilion" 127 615 533 625
key Escape
check "Esc goes back to the scene, and what lies over it is still there" drawn "$blue" 117 607 323 613

# ---- it is there the next morning

key End
key q
ended "Q leaves"
start_player "$nabla" play "$scene"
key End
move 600 200
check "ink is there when the program is started again" drawn "$blue" 117 607 323 613
key w
check "and what is on a page" drawn "$vermilion" 197 597 403 603
key w
key d 4
stroke 350 580 500 580
key ctrl+z
stroke 350 640 500 640
sleep 1.1
kill -9 "$player"
wait "$player" 2>/dev/null
player=
start_player "$nabla" play "$scene"
key End
move 600 200
check "and after it was killed, but for the last second" drawn "$green" 347 637 503 643
check "what was there before it, too" drawn "$blue" 117 607 323 613

exit $failures

#!/bin/sh
# How it looks: both themes, strong contrast, the size of words, captions, less motion, windows of several sizes; that the
# scene's picture is the one that render makes, and that all of it is so at the next start, after a kill, too.
#
#   looks.sh NABLA SCENES FIND ASSETS     the program, the test scenes' plugins, what find.c makes, the assets
set -u
takes="nabla scenes find assets"
. "$(dirname "$0")/tools.sh"

board=1280x440+0+110
is_size() { [ "$(xdotool getwindowgeometry "$id" | awk '/Geometry/ { print $2 }')" = "$1" ]; }
# at SIZE UNIT: a window of that size shows the scene as render does, between what stands around it.
at() {
  xdotool windowmove "$id" 0 0
  xdotool windowsize "$id" "${1%x*}" "${1#*x}"
  unit=$2
  expect_picture "$1" --step 2
  check "at $1 the picture is the scene's" shows_picture "${1%x*}x$((${1#*x} * 6 / 10))+0+$((${1#*x} * 16 / 100))"
  check "and the words around it as large" reads "Where is p to be?" 34
}

start_display
scene=$scenes/kinds.so
start_player "$nabla" play "$scene"
key Right
check "it waits" reads "drag, then press space" 20
expect_picture 1280x720 --step 2 --theme board
key t
check "T gives light paper" has_ground '#fbfaf6'
check "and the scene its colours for it" shows_picture $board
key ctrl+t
check "Ctrl T the strongest contrast" has_ground '#ffffff'
key t
check "on dark ground, too" has_ground '#000000'
key ctrl+t
expect_picture 1280x720 --step 2
check "and back" shows_picture $board
at 800x450 50
at 1600x900 100
at 320x200 20
xdotool windowsize "$id" 1280 720
unit=80
expect_picture 1280x720 --step 2
key ctrl+equal ctrl+equal ctrl+equal ctrl+equal ctrl+equal
check "words grow by half" reads "Where is p to be?" 51
check "and the scene stays as it is" shows_picture 1280x400+0+110
key Home space
check "a caption stands below" reads "Each of them has a *mark*." 51
key c
check "C takes it away" reads_not "Each of them has a *mark*." 51
key ctrl+m
sleep 2 # they are kept
kill -9 "$player"
wait "$player" 2>/dev/null
player=

scene=$scenes/hands.so
start_player "$nabla" play "$scene"
check "after a kill all of it is so: the caption is away" reads_not "The dot is the *clock*." 51
key c
check "words are large" reads "The dot is the *clock*." 51
# The clock's dot at the end of the step's six seconds.
arrived() { near "$(box "$text" 1200x32+40+544 | awk '{ print ($1 + $3) / 2 }')" 640 3; }
key Home
check "and with less motion a step is seen as it ends, at once" arrived
key ctrl+m Home
moving() { ! arrived; }
check "without, on its way" moving
key q
ended "Q leaves"

[ $failures -eq 0 ]

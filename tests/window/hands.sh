#!/bin/sh
# All that can be changed, in the panel and on the board, by the mouse and then by the keyboard alone: what the board shows
# is the picture of the scene with those values.
#
#   hands.sh NABLA SCENE FIND ASSETS     the program, the plugin of tests/scenes/kinds.c, what find.c makes, the assets
#
# In a window of 1280 x 720 the panel is a column of 296 pixels, and the board a card of 940 x 528 beside it: 58.7 pixels to
# a unit, with the origin at (492, 360).
set -u
takes="nabla scene find assets"
. "$(dirname "$0")/tools.sh"

panel=296x720+984+0
marks=900x340+20+75 # of the board, between what stands around the scene

# ring ROW: what the keyboard has hold of is framed in amber, about that height of the panel.
ring() { near "$(box "$amber" $panel | awk '{ print ($2 + $4) / 2 }')" "$1" 12; }
no_ring() { [ -z "$(box "$amber" $panel)" ]; }
# The value that a row shows at its right end, about that height.
value() { reads "$2" 20 "280x36+1000+$(($1 - 18))"; }
drag() {
  move "$1" "$2"
  press
  move $((($1 + $3) / 2)) $((($2 + $4) / 2))
  move "$3" "$4"
  release
}

start_display
start_player "$nabla" play "$scene"
key Right
expect_picture 1280x720 --step 2
check "at a question it waits" reads "drag, then press space" 20
check "and the picture is the scene's" shows_picture 1280x440+0+110

# ---- the mouse

key v
for name in speed count on shape angle p m "f(x)"; do
  check "V opens the panel: it names $name" reads "$name" 20 $panel
done
board_at=940x528+22+96
expect_picture 940x528 --step 2
check "beside the board, which is smaller and whole" shows_picture $marks

drag 1132 100 1240 100
check "a slider is drawn to its end" value 69 "2.00"
move 1226 144
xdotool click 1
sleep 0.5
xdotool click 1
check "a stepper counts" value 144 "5"
move 1218 192
xdotool click 1
move 1226 240
xdotool click 1
check "a choice names itself" value 240 "circle"
drag 1133 319 1260 319
check "an angle is said in degrees" value 288 "183.3°"
move 1218 411
sleep 0.6
xdotool click 1
xdotool type --delay 40 -- -1.5
key Return
check "a matrix's entry is typed" value 411 "−1.50"
move 1180 530
sleep 0.6
xdotool click 1
key End
xdotool type --delay 40 -- "-2"
key Return
check "a function is typed" value 530 "x^2-2"
away
expect_picture 940x528 --step 2 --set speed=2 --set count=5 --set on=true --set shape=circle --set angle=3.2 \
  --set m=1,-1.5,0,1 --set "f(x)=x^2-2"
check "and the board shows all of it" shows_picture $marks

move 1180 530
sleep 0.6
xdotool click 1
key End
xdotool type --delay 40 "+("
key Return
says_where() { [ -n "$(box "$vermilion" 280x60+1000+530)" ]; }
check "what is no function is marked, and what is wrong with it said below" says_where
key Escape
check "Esc leaves the function as it was" value 530 "x^2-2"
sleep 0.6
xdotool click --repeat 2 --delay 60 1
is_put_back() { value 530 "x^2" && ! value 530 "x^2-2"; }
check "a double click puts it back, alone" is_put_back
check "and the rest stays" value 69 "2.00"
key ctrl+z
check "which is undone" value 530 "x^2-2"
key ctrl+z ctrl+z
check "as what was changed before it is" value 411 "0.00"
key ctrl+shift+z ctrl+shift+z
check "and redone" value 530 "x^2-2"
away

# ---- the keyboard alone

key r
check "R puts all of it back" value 69 "1.00"
key Tab
has_ring() { [ -n "$(box "$amber" 60x60+579+271)" ]; } # p is drawn at (609, 301)
check "Tab goes to the handle on the board" has_ring
key Right Right Up
expect_picture 940x528 --step 2 --set p=2.2,1.1
key Tab
check "whose arrow keys move it" shows_picture $marks
check "and Tab to the panel's first row" ring 69
key shift+Right
check "Shift snaps" value 69 "1.50"
key alt+Left
check "Alt is fine" value 69 "1.49"
key Return
xdotool type --delay 40 "0.5"
key Return
check "Enter types" value 69 "0.50"
key Tab
check "on to the stepper" ring 144
key Up Up Up
check "which the arrow keys step" value 144 "6"
key Tab
check "on to the switch" ring 192
key Return
key Tab Right Right
check "and the choice" value 240 "triangle"
key Tab
check "on to the angle" ring 288
key Tab
check "and the point's first number" ring 363
key Tab Tab
check "and the matrix's first" ring 411
key Down
key Tab Tab Tab Tab
check "and, number by number, to the function" ring 530
key Return End
xdotool type --delay 40 "+1"
key Return
away
expect_picture 940x528 --step 2 --set p=2.2,1.1 --set speed=0.5 --set count=6 --set on=true --set shape=triangle \
  --set m=0.95,0,0,1 --set "f(x)=x^2+1"
key Escape
check "Esc leaves the panel, which stays open" no_ring
check "and the board shows all that was changed" shows_picture $marks

# ---- there again

sleep 1.5
kill -9 "$player"
wait "$player" 2>/dev/null
player=
start_player "$nabla" play "$scene"
check "after a kill the panel is there again" reads "speed" 20 $panel
check "and what was changed in it" value 69 "0.50"
check "and on the board" shows_picture $marks
key v
board_at=1600x900+0+0
expect_picture 1280x720 --step 2 --set p=2.2,1.1 --set speed=0.5 --set count=6 --set on=true --set shape=triangle \
  --set m=0.95,0,0,1 --set "f(x)=x^2+1"
check "V closes it, and the board has the window again" shows_picture 1280x440+0+110
key q
ended "Q leaves"
start_player "$nabla" play "$scene"
sleep 0.5
check "and closed it stays" shows_picture 1280x440+0+110
key q
ended "Q leaves again"

[ $failures -eq 0 ]

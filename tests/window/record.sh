#!/bin/sh
# Recording and replaying as a person does: keys and mouse under Xvfb, judged by pictures and by what the commands list.
#
#   record.sh NABLA SCENES     the program, and the folder that holds tests/hands.so
#
# The window is 1280 x 720: 80 pixels to a unit of the board, whose origin stands at (640, 360).
set -u
nabla=$1
scenes=$2
. "$(dirname "$0")/tools.sh"

blue='#5aa9f2'
vermilion='#f0705a'

stroke() { # X Y to X Y, in eight parts
  move "$1" "$2"
  press
  for part in 1 2 3 4 5 6 7 8; do
    move $(($1 + ($3 - $1) * part / 8)) $(($2 + ($4 - $2) * part / 8))
  done
  release
}
drawn() { [ -n "$(box "$blue" 560x110+40+560)" ]; }
none_drawn() { [ -z "$(box "$blue" 560x110+40+560)" ]; }
marked() { [ -n "$(box "$vermilion" 200x40+780+20)" ]; } # the red dot, between title and step
not_marked() { [ -z "$(box "$vermilion" 200x40+780+20)" ]; }
strip() { [ -n "$(box "$vermilion" 1160x8+60+9)" ]; }
no_strip() { [ -z "$(box "$vermilion" 1160x8+60+9)" ]; }
lists() { "$nabla" recordings | grep -q "$1"; }
lists_nothing() { [ -z "$("$nabla" recordings 2>/dev/null)" ]; }

export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILEIN="$work/no-microphone" SDL_DISKAUDIOFILE=/dev/null
start_display

# ---- recording, without a microphone

start_player "$nabla" play tests/hands --scenes "$scenes"
key space
key End
check "nothing is recorded unasked" not_marked
key k
check "K shows that it records" marked
sleep 0.5
key d
key 2
stroke 100 600 300 600
key d
check "one writes meanwhile" drawn
sleep 3 # longer than it takes to look for what is written again
key k
check "K ends it" not_marked
key q
ended "it ends well"
check "the recording is listed, and that it has no sound" lists "^ *1 .*tests/hands, without sound$"

# ---- the replay

start_player "$nabla" replay 1 --scenes "$scenes"
check "the recording's strip is there" strip
check "what was written is written again" drawn
move 70 13
press
release
check "its beginning is gone to" none_drawn
drawn_beside() { move $((400 + tries)) 300; drawn; }
check "it goes on while the pointer moves about over it" drawn_beside
move 1210 13
press
release
check "its end is gone to" drawn
key space
key k
check "K records it anew" marked
key k
check "and ends that" not_marked
check "then it is the lesson" no_strip
key q
ended "the replay ends well"
check "the other take is listed" lists "^ *2 .*anew from .* of 1$"
start_player "$nabla" replay 2 --scenes "$scenes"
check "it begins as the first one did" strip
key Escape
check "Esc leaves it for the lesson" no_strip
key q
ended "leaving it ends well"
"$nabla" recordings --delete 1 -q && "$nabla" recordings --delete 2 -q
check "they can be deleted" lists_nothing
exit $((failures > 0))

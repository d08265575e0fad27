#!/bin/sh
# From lesson to lesson, as a viewer has it: the map, being stuck and coming back, and being there again after a kill.
#
#   lessons.sh NABLA ASSETS     the program, and the folder of assets
set -u
takes="nabla assets"
. "$(dirname "$0")/tools.sh"

# A library of its own: two scenes of one curriculum, one of them with a question and parameters.
mkdir -p "$work/here/scenes"
cd "$work/here" || exit 1

differs_from() {
  shot
  [ "$(compare -metric AE -fuzz 2% "$1" "$work/shot.bmp" null: 2>&1 | cut -d . -f 1)" -gt 2000 ] 2>/dev/null
}
looks_like() {
  shot
  [ "$(compare -metric AE -fuzz 2% "$1" "$work/shot.bmp" null: 2>&1 | cut -d . -f 1)" -lt "${2:-50}" ] 2>/dev/null
}
keep() { sleep 0.4; shot; cp "$work/shot.bmp" "$work/$1.bmp"; }

start_display
start_player "$nabla" play multivariable-calculus/gradient
check "the scene plays" has_title "The gradient"
sleep 1
key Right
sleep 1
key Right
sleep 0.8
key space
keep scene

# ---- the map

key m
check "M shows the map, with this scene selected" selects
keep map
xdotool type --delay 40 descent
sleep 0.5
check "what is typed lights what fits" differs_from "$work/map.bmp"
key Escape
check "Esc takes the search away" differs_from "$work/scene.bmp"
key Escape
check "and then the map: the scene is as it was" looks_like "$work/scene.bmp"
key m
sleep 0.3
key Left Left
key Return
left() { ! has_title "The gradient"; }
check "arrows and Enter open another scene in place" left
key m
sleep 0.3
xdotool type --delay 40 "the gradient"
key Return
check "and typing and Enter the first again" has_title "The gradient"
sleep 0.3

# ---- stuck

sleep 4.5 # the notice of where one was goes
keep scene
key s
check "S shows what the step rests on" differs_from "$work/scene.bmp"
keep stuck
key Return
check "Enter goes there" left
sleep 0.6
key BackSpace
check "Backspace comes back" has_title "The gradient"
sleep 4.5
check "to the very moment" looks_like "$work/scene.bmp"
key BackSpace
check "and there is no more to go back to" has_title "The gradient"

# ---- terms: step 1 says "partial derivatives"

key Home
sleep 1.5
key space
is_underlined() { [ -n "$(box "$amber" 300x20+520+648)" ]; }
move 660 644
check "under the pointer the term is underlined in amber" is_underlined
xdotool click 1
check "and a click leads to the scene that teaches it" has_title "Partial derivatives"
away
key BackSpace
check "from which Backspace comes back" has_title "The gradient"

# ---- what is missing

key m
sleep 0.3
xdotool type --delay 40 cramer
key Return
sleep 0.4
missing_file() { [ ! -e scenes/linear-algebra/cramer.c ]; }
check "a scene that is not written is asked for first" missing_file
key Return
has_file() { [ -s scenes/linear-algebra/cramer.c ]; }
check "and Enter once more writes its file" has_file
check "and plays it" has_title "Cramer's rule"
key m
sleep 0.3
xdotool type --delay 40 "the gradient"
key Return
check "from there one goes on" has_title "The gradient"

# ---- killed

sleep 5
keep scene
kill -9 "$player"
wait "$player" 2>/dev/null
player=
start_player "$nabla" play multivariable-calculus/gradient
sleep 5
check "after a kill it is where it was" looks_like "$work/scene.bmp"

# ---- two at once

"$nabla" play multivariable-calculus/gradient >"$work/second" 2>&1 &
second=$!
says_so() { grep -q "is open in another Nabla" "$work/second"; }
check "a second program reads the notebook only, and says so" says_so
kill -TERM $second
wait $second 2>/dev/null
xdotool windowfocus "$id"
key q
ended "Q leaves"

# ---- bad notebooks

printf 'no notebook at all, but a letter that is longer than a hundred bytes, as a file must be to be looked at at all.' >"$work/letter"
cp "$work/letter" "$work/copy"
start_player "$nabla" play multivariable-calculus/gradient --notebook "$work/letter"
says_what() { grep -q "is no notebook" "$work/out"; }
check "a file that is no notebook is named" says_what
check "and the lesson plays" has_title "The gradient"
key q
ended "and ends in order"
check "and the file is as it was" cmp -s "$work/letter" "$work/copy"

# ---- a curriculum with a circle

cp -r "$assets" "$work/assets"
printf 'a/one core a/two One\na/two core a/one Two\n' >"$work/assets/curriculum/scenes.txt"
start_player "$nabla" play multivariable-calculus/gradient --assets "$work/assets"
key m
says_circle() { grep -q "a circle" "$work/out"; }
check "a circle in the curriculum is told" says_circle
check "and there is a map all the same" differs_from "$work/scene.bmp"
key Escape q
ended "and it ends in order"

[ $failures -eq 0 ]

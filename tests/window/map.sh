#!/bin/sh
# The map of a curriculum of its own: what each scene's state looks like, search, the way and its minutes, zoom; being stuck
# and back, two deep, with the values and the camera; and a term that leads to its scene.
#
#   map.sh NABLA SCENES FIND ASSETS     the program, the folder of the test scenes' plugins, what find.c makes, the assets
set -u
takes="nabla scenes find assets"
. "$(dirname "$0")/tools.sh"

tinted='#203347' # a fifth of it over the ground
violet='#af7dd7'
map=1280x190+0+85 # the band of the tests: others are below, in colours of their own

# ---- a curriculum, a library and a notebook

mkdir -p "$work/own" "$work/library/tests" "$work/library/other" "$work/here" "$work/rows"
cp -r "$assets"/. "$work/own"
cat >"$work/own/curriculum/scenes.txt" <<'LINES'
tests/ticked core - A walk | Walk | mark
tests/hands core tests/ticked Hands on | Hands | widget
tests/kinds core tests/ticked Kinds | Kinds
tests/space core tests/hands Space | Space
tests/plain core tests/hands,tests/kinds Plain | Plain
tests/said core tests/space Said | Said
tests/aside skip tests/ticked Aside | Aside
tests/later core tests/plain Later | Later
LINES
for name in ticked hands kinds space plain said; do
  cp "$scenes/$name.so" "$work/library/tests/"
done
cp "$scenes/space.so" "$work/library/other/beside.so"
echo '{"format": "nabla notebook", "version": 5}' >"$work/rows/notebook.json"
scene_row() { # NAME SEEN WATCHED EXPLAINED DUE
  echo "{\"id\":\"tests/$1\",\"seen\":$2,\"steps\":4,\"spent\":7,\"begun\":1.5e9,\"watched\":$3,\"explained\":$4,\"due\":$5,\"skipped\":0}"
}
{
  scene_row ticked 15 1.5e9 0 0
  scene_row hands 15 1.5e9 1.5e9 9e9
  scene_row kinds 3 0 0 0
  scene_row said 15 1.5e9 1.5e9 1.6e9
} >"$work/rows/scene.jsonl"
echo '{"scene":"tests/plain","step":0,"need":"tests/ticked","at":1.5e9,"over":0}' >"$work/rows/stuck.jsonl"
"$nabla" notebook import "$work/rows" >"$work/out" 2>&1 || cat "$work/out"
cd "$work/here" || exit 1

selected() { box "$amber" $map; }
selects() { [ -n "$(selected)" ]; }
# select NAME: types it and takes the search away, as all that is found is outlined, too; the box of its scene is then in $left,
# $top, $right, $bottom.
select() {
  xdotool type --delay 30 "$1"
  soon reads "$1" 21 700x40+300+20
  key Escape
  soon reads_not "$1" 21 700x40+300+20
  set -- $(selected)
  left=$1 top=$2 right=$3 bottom=$4
}
# inside X Y: the colour that far, in hundredths, across the selected box.
inside() { pixel $((left + (right - left) * $1 / 100)) $((top + (bottom - top) * $2 / 100)); }
is() { [ "$(inside "$1" 30)" = "$3" ] && [ "$(inside "$2" 30)" = "$4" ]; }
foot() { reads "$1" "$2" 1280x60+0+635; }

start_display
play() { start_player "$nabla" play "$1" --scenes "$work/library" --assets "$work/own"; }
play tests/space
key Home space

# ---- how it looks

key m
check "M shows the map" selects
check "with what is watched and what is explained" reads "3 watched  ·  2 explained" 21
check "and where one is stuck" reads "stuck at step 1 of Plain — go back for *Walk*" 20
select hands
check "what is explained is full of its subject's colour" is 12 88 $blue $blue
check "and says so" foot "explained" 20
select kinds
check "what is begun is filled as far as it was seen" is 12 88 $tinted $ground
check "and says so, too" foot "begun" 20
select plain
check "what is not yet is empty" is 12 88 $ground $ground
has_dot() { [ -n "$(box "$vermilion" 40x20+$((left - 5))+$((top - 5)))" ]; }
check "where one got stuck is a dot" has_dot
check "the way there is said, with its minutes" foot "1 min, 2 lessons" 20
lit() { [ -n "$(box "$violet" $map)" ]; }
lit_not() { [ -z "$(box "$violet" $map)" ]; }
check "and lit" lit
select said
check "what is due says so" foot "explained, due again" 20
select walk
check "what is watched has a shade of its subject's colour" is 12 88 $tinted $tinted
check "and says so" foot "watched" 20
check "to what is known there is no way to light" lit_not
select aside
check "what is beside the path says so" foot "not written yet  ·  Enter begins it" 20
xdotool type --delay 30 "beside"
check "what is found outside the curriculum is there, too" foot "not yet" 20

key Escape

# ---- search, zoom, opening

xdotool type --delay 30 "widget"
check "a term finds the scene that teaches it" foot "Hands on" 21
check "what was typed stands above" reads "widget" 21 700x40+300+20
key Escape
xdotool type --delay 30 "something nobody"
check "what nothing has is said" reads "nothing fits" 21
key Escape
xdotool type --delay 30 "draw on the"
check "words of a caption find it as well" foot "Hands on" 21
key Escape
select plain
before=$((right - left))
move $(((left + right) / 2)) $(((top + bottom) / 2))
xdotool click 4 click 4 click 4
zoomed() {
  set -- $(selected)
  [ $# = 4 ] && near $(($3 - $1)) $((before * 152 / 100)) 8
}
check "the wheel comes nearer" zoomed
before_left=$(selected | cut -d ' ' -f 1)
move 1262 560
press
move 1240 560
move 1202 560
release
away
dragged() { near "$(selected | cut -d ' ' -f 1)" $((before_left - 60)) 8; }
check "a drag moves it" dragged
key Home
back() { near "$(selected | cut -d ' ' -f 1)" "$left" 6; }
check "and Home shows all" back
key Return
check "Enter opens what is selected" has_title "Plain"

# ---- stuck

key Home
sleep 0.4
key space s
check "S says what the step rests on" reads "Step 1 rests on" 26
check "first what the step itself needs" reads "A walk" 23
check "with its state" reads "watched" 19
check "then what the scene does" reads "Hands on" 23
check "and that" reads "explained" 19
key Escape
check "Esc takes it away" reads_not "Step 1 rests on" 26
xdotool type --delay 30 "m"
sleep 0.3
select space
key Return
check "another is opened" has_title "Space"
key Home space
move 300 200
press
move 400 230
move 460 240
release
away
key Tab Up Up Escape
sleep 4.5 # lines for a moment are gone
shot
cp "$work/shot.bmp" "$work/there.bmp"
key s Return
check "being stuck leads to what it rests on" has_title "Hands on"
check "and leaves a crumb" reads "← back to Space, step 1 (Backspace)" 19
key s Return
check "and on from there" has_title "A walk"
check "with a crumb of its own" reads "← back to Hands, step 1 (Backspace)" 19
key BackSpace
check "Backspace comes back" has_title "Hands on"
key BackSpace
check "through any depth" has_title "Space"
as_it_was() {
  shot
  [ "$(compare -metric AE -fuzz 2% "$work/there.bmp" "$work/shot.bmp" null: 2>&1 | cut -d . -f 1)" -lt 50 ] 2>/dev/null
}
sleep 3.5
check "to the very moment, values and camera" as_it_was

# ---- a term

key m
sleep 0.3
select kinds
key Return
check "a scene is opened" has_title "Kinds"
key Home space
# Below its baseline at 652 the caption has nothing of its own; "mark" is its last word, from 716 to 770.
line_is() {
  set -- $(marks 400x6+440+653)
  near "${1:-}" 716 3 && near "${3:-}" 770 3
}
check "a word that another scene teaches is underlined" line_is
is_quiet() { [ -z "$(box "$amber" 400x6+440+653)" ]; }
check "quietly" is_quiet
underlined() { [ -n "$(box "$1" 400x6+440+653)" ]; }
move 737 645
check "in amber under the pointer" underlined "$amber"
xdotool click 1
check "a click leads there" has_title "A walk"
key BackSpace
check "and Backspace back" has_title "Kinds"
key q
ended "Q leaves"

[ $failures -eq 0 ]

#!/bin/sh
# Time in the window: the strip's small pictures, slow and quick, again and again; a live step that is rewound and branches,
# with the ghost of the run that was left; and an answer, how far off it was, and that it is kept.
#
#   time.sh NABLA SCENES FIND ASSETS     the program, the folder with hands and kinds, what find.c makes, the assets
#
# The window is 1280 x 720: 80 pixels to a unit of the board, whose origin stands at (640, 360).
set -u
takes="nabla scenes find assets"
. "$(dirname "$0")/tools.sh"

ghost='#656f7c' # what is dim, at 176 of 255 over the ground

shows_step() { [ "$(pixel 160 200)" = "$1" ]; }
# The second at which the clock's dot of hands.c stands.
clock() { box "$text" 1200x32+40+544 | awk '{ printf "%.2f", (($1 + $3) / 2 - 160) / 80 }'; }
clock_near() { near "$(clock)" "$1" "$2"; }
# after SECONDS: how far the clock went meanwhile.
after() {
  first=$(clock)
  sleep "$1"
  clock | awk -v a="$first" '{ print $1 - a }'
}
between() { awk -v a="$1" -v b="$2" -v c="$3" 'BEGIN { exit !(a >= b && a <= c) }'; }

start_display

# ---- the strip, and how quickly time goes

scene=$scenes/hands.so
start_player "$nabla" play "$scene"
key Right
check "it waits at a question" clock_near 1 0.02
# 96 pixels along the first segment, which is 14.268 * 6 / 12 units long and takes 6 seconds.
expect_picture 208x117 --at 1.0092
move 160 688
check "over the strip the step's name stands" reads "1   Move" 18 400x40+200+640
is_small_picture() { # it stands at the strip's left end, over the mark of the moment
  shot
  convert "$work/shot.bmp" -crop 208x80+64+545 +repage "$work/seen.png"
  convert "$work/expected.png" -crop 208x80+0+18 +repage "$work/wanted.png"
  [ "$(compare -metric AE -fuzz 6% "$work/wanted.png" "$work/seen.png" null: 2>&1 | cut -d . -f 1)" -lt 20 ] 2>/dev/null
}
check "and a small picture of that very moment" is_small_picture
check "while the scene stays where it was" shows_step "$vermilion"
xdotool click 1
away
check "a click goes there" clock_near 1.01 0.03
check "to the step that was named" shows_step "$green"

key Home
sleep 0.3
xdotool keydown j
sleep 0.2
slow=$(after 1)
xdotool keyup j
check "held, J slows to a quarter ($slow s in about a second)" between "$slow" 0.1 0.6
key bracketright
check "a speed is said: faster" reads "2×" 22 500x60+700+20
key bracketright bracketright
check "and at most four times" reads "4×" 22 500x60+700+20
key Home a
check "A plays the step again and again" reads "again" 22 500x60+700+20
sleep 1.7 # a whole one
check "it is still the same" shows_step "$green"
check "and begins anew" clock_near 1.5 1.5
key q
ended "Q leaves"

# ---- a live step

scene=$scenes/kinds.so
start_player "$nabla" play "$scene"
bar() { box "$1" 1200x32+60+520 | awk '{ printf "%.2f", (($1 + $3) / 2 - 160) / 80 }'; }
bar_near() { near "$(bar "$1")" "$2" "$3"; }
bar_beyond() { awk -v a="$(bar "$amber")" -v b="$1" 'BEGIN { exit !(a != "" && a > b) }'; }
key Right Right
check "a live step runs" bar_beyond 0.5
check "on after its time, until one moves on" bar_beyond 3.4
check "and says so" reads "goes on until you press →" 20
key space
sleep 0.3
left=$(bar "$amber")
move $((160 + 470)) 592
press
move 400 592
move 320 592
release
away
third=$(awk "BEGIN { print $left / 3 }")
check "its own strip rewinds it" bar_near "$amber" "$third" 0.05
# The speed, in the panel: after p and the strip of time.
key v Tab Tab Tab Return
xdotool type --delay 40 "2"
key Return Escape v
check "what is changed changes nothing of what was" bar_near "$amber" "$third" 0.05
key space
check "and from there it goes on, and says how to go back" reads "the run before stays as a ghost: G goes back to it" 20 700x40+290+75
sleep 0.4
key space
sleep 2 # the line is gone
now=$(bar "$amber")
check "where the run that was left had come to, stands its ghost" bar_near "$ghost" "$left" 0.05
key g
check "G goes to it" bar_near "$amber" "$left" 0.05
check "and the other is the ghost" bar_near "$ghost" "$now" 0.05
key g
check "and back" bar_near "$amber" "$now" 0.05

# ---- an answer

key r Home Right
check "a question asks" reads "Where is p to be?" 34
move 800 280
press
move 780 240
move 736 200
release
away
check "and waits" reads "drag, then press space" 20
key space
check "once the answer has played, how far off it was is said" reads "0.2 off: very near" 22 600x200+400+60
# Around (1, 2) a ring of 13.6 pixels: its left edge.
has_truth() { [ -n "$(box "$text" 8x20+702+190)" ]; }
check "beside what is right, which is ringed" has_truth
key q
ended "Q leaves again"
is_kept() {
  rm -rf "$work/out of it"
  "$nabla" notebook export "$work/out of it" >/dev/null 2>&1
  cat "$work/out of it"/*answer* 2>/dev/null | grep -q '"given".*1.2'
}
check "the notebook keeps it" is_kept
start_player "$nabla" play "$scene"
key Home Right
check "and says it the next time" reads "drag, then press space · last time: very near" 20
key q
ended "and Q leaves"

[ $failures -eq 0 ]

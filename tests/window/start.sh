#!/bin/sh
# Starting without a name: the first time a lesson with hints, and from then on the map over where one was; and the
# settings' file.
#
#   start.sh NABLA FIND ASSETS     the program, what find.c makes, the folder of assets
set -u
takes="nabla find assets"
. "$(dirname "$0")/tools.sh"

has_a_title() { [ -n "$(xdotool getwindowname "$id")" ]; }
# The hint's panel is outlined in amber, below the title.
hints() { [ -n "$(box "$amber" 900x50+190+70)" ]; }
hints_not() { ! hints; }
not() { ! "$@"; }

start_display
start_player "$nabla" play
check "the first start plays a lesson" has_a_title
title=$(xdotool getwindowname "$id")
check "with a hint" hints
says_hint() { reads "$1" 22 1000x50+140+70; }
check "of stepping" says_hint "→ goes on to the next step, and Space pauses"
# A hint goes by itself, too, after 13 seconds: because of what was done it has to go sooner.
done_now() { began=$(date +%s); }
soon_after() { [ $(($(date +%s) - began)) -lt 9 ]; }
key Right
done_now
sleep 0.3
check "which goes when one does what it says" hints_not
check "and the next one comes: the strip" says_hint "drag along the strip at the foot of the window to any moment"
check_now "at once" soon_after
move 200 688
press
move 300 688
release
done_now
check "then what can be dragged" says_hint "points and numbers that light up under the pointer can be dragged"
check_now "at once" soon_after
key Home
key Right
sleep 1
key space
# The tip of v, which is (3, 1).
move 627 284
press
move 647 264
move 667 254
release
done_now
away
check "and then what to do when stuck" says_hint "not following? S shows what this step rests on, and M the map"
check_now "at once" soon_after
key s
sleep 0.3
key Escape
sleep 1.2
check "which was the last" hints_not
key q
ended "Q leaves"

start_player "$nabla" play
check "the second start shows the map over the same lesson" has_title "$title"
check "with the lesson selected" selects
where_one_was() { reads "where you were: step 2 · Space goes on, Home starts anew" 20 1000x60+140+50; }
check_now "of keys that on the map do something else nothing is said" not where_one_was
key Return
check "Enter goes to it, and says where one was" where_one_was
sleep 2.5
check "and never again is there a hint" hints_not
key t
check "Enter goes on with it" has_ground "$paper"
key q
ended "Q leaves again"

start_player "$nabla" play "linear-algebra/transformations"
check "the theme is as it was left" has_ground "$paper"
key q
ended "Q leaves once more"
says() { [ "$("$nabla" config theme)" = board ]; }
check "and nabla config says so" says
printf 'theme = green\nfont = large\n' >"$work/config/nabla/config"
start_player "$nabla" play "linear-algebra/transformations"
key q
ended "a bad file does not keep it from playing"
named() { grep -q 'config:1: .*chalk' "$work/out" && grep -q 'config:2: .*font' "$work/out"; }
check "and both its lines are named" named

[ $failures -eq 0 ]

#!/bin/sh
# Explaining aloud, as two people have it: with one screen, with two, and with one of them unplugged in the middle.
#
#   partner.sh NABLA SCENE UNPLUG      the program, the plugin of tests/scenes/said.c, and the program of unplug.c
set -u
nabla=$1
scene=$2
unplug=$3
. "$(dirname "$0")/tools.sh"

green='#4fc38a'
amber='#f5c84c'
paper='#fbfaf6'
scenes=$(dirname "$(dirname "$scene")")
notebook="$work/notebook.sqlite"

play() { start_player "$nabla" play "$scene" --scenes "$scenes" --notebook "$notebook"; }
review() { "$nabla" review --scenes "$scenes" --notebook "$notebook"; }
ticked() { [ -n "$(box "$green" 352x720+928+0)" ]; }    # in the column
unticked() { [ -z "$(box "$green" 352x720+928+0)" ]; }
has_column() { [ "$(pixel 1270 700)" != "$(pixel 40 300)" ]; } # beside the board's card
no_column() { [ "$(pixel 1270 700)" = "$(pixel 40 300)" ]; }
signed() { [ -n "$(box "$amber" 900x130+0+100)" ]; }    # a few words on the board
unsigned() { [ -z "$(box "$amber" 900x130+0+100)" ]; }
selects() { [ -n "$(box "$amber" 700x300+40+180)" ]; }  # a row of the summary

# ---- one screen

start_display
xdotool mousemove 1590 890
check "nothing is due in an empty notebook" sh -c "'$nabla' review --notebook '$notebook' | grep -q 'nothing is due'"
play
sleep 1
key Home space
sleep 0.3
key p
check "P gives the partner a column, beside the board" has_column
check "of what nobody has said yet" unticked
key 1
check "a figure ticks what was heard" ticked
key 1
check "and takes it back" unticked
move 964 207 # the first box
xdotool click 1
check "a click ticks, too" ticked
move 400 650
key y
check "Y tells the speaker kindly" signed
sleep 5.2
check "and not for long" unsigned
key Right space
sleep 0.5
key Escape
check "Esc ends it: the gaps, and the first selected" selects
check "on the whole board" no_column
cp "$work/shot.bmp" "$work/summary.bmp"
key Return
gone() { shot; [ "$(compare -metric AE -fuzz 2% "$work/summary.bmp" "$work/shot.bmp" null: 2>&1 | cut -d . -f 1)" -gt 5000 ]; }
check "Enter leads to its step" gone
key q
ended "and it ends in order"
review_next() { review | grep -q 'next: tests/said'; }
check "what was not said comes back" review_next

# ---- killed in the middle of a talk

rm -f "$notebook"*
play
sleep 0.5
key Home space p
check "another talk" has_column
key 1
check "with something heard" ticked
sleep 1.2
kill -9 "$player"
wait "$player" 2>/dev/null
player=
play
sleep 0.5
key Home space p
check "is there after a kill, with what was heard" ticked
key q
ended "and it ends in order"

# ---- two screens

kill "$server"
wait "$server" 2>/dev/null
server=
cat >"$work/xorg.conf" <<'TEXT'
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1280x720"
    Virtual 2560 720
  EndSubSection
EndSection
TEXT
rm -f "$work/display"
Xorg -displayfd 3 -noreset -nolisten tcp -config "$work/xorg.conf" -logfile "$work/xorg.log" -novtswitch -sharevts \
  3>"$work/display" >/dev/null 2>&1 &
server=$!
tries=0
while command -v xrandr >/dev/null && [ ! -s "$work/display" ] && [ $tries -lt 200 ] && kill -0 $server 2>/dev/null; do
  tries=$((tries + 1))
  sleep 0.05
done
if [ ! -s "$work/display" ]; then
  echo "no X server with two screens runs here: that is left out"
  kill "$server" 2>/dev/null
  server=
  [ $failures -eq 0 ]
  exit
fi
DISPLAY=:$(cat "$work/display")
xrandr --addmode DUMMY1 1280x720
xrandr --output DUMMY1 --mode 1280x720 --right-of DUMMY0
xrandr >/dev/null # the server looks again
rm -f "$notebook"*
# SDL 2.26 keeps a few bytes of a screen that is gone.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
play
main=$id
other_window() {
  id=
  for w in $(xdotool search --onlyvisible --pid "$player" 2>/dev/null); do
    [ "$w" = "$main" ] || id=$w
  done
  [ -n "$id" ]
}
alone() { [ "$(xdotool search --onlyvisible --pid "$player" 2>/dev/null | wc -l)" = 1 ]; }
sleep 1
key Home space
sleep 0.3
key p
check "with two screens, P opens a window" other_window
beyond() { [ "$(xdotool getwindowgeometry --shell "$id" | sed -n 's/^X=//p')" -ge 1280 ]; }
check "on the other one" beyond
on_paper() { [ "$(pixel 10 10)" = "$paper" ]; }
check "on paper" on_paper
shows_board() { [ "$(pixel 100 100)" = '#11151c' ]; }
check "with the board in it, as the audience sees it" shows_board
partner=$id
ticks_here() { [ -n "$(box '#168a54' 420x250+650+120)" ]; }
id=$main
sleep 0.8
key 1 # the speaker's keyboard ticks nothing
id=$partner
xdotool windowfocus --sync "$partner"
sleep 0.8 # SDL believes in a new focus when it has stayed
key 1
check "its own keyboard ticks" ticks_here
id=$main
whole() { no_column; }
check "and the audience sees nothing of that" whole
xdotool windowfocus --sync "$main"
sleep 0.8
key Right space
"$unplug" "$main" DUMMY1
check "unplugged, its window goes" alone
check "and the column takes its place" has_column
key Left space
check "and the talk goes on" ticked
key q
ended "and it ends in order"

[ $failures -eq 0 ]

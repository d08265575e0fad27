#!/bin/sh
# The same 50,000 strokes in the window of Nabla and in Xournal++ (Debian's xournalpp), one after the other on the same display of
# 1920 x 1080: how long until the page stands still after the program is started, and until a stroke is seen that a mouse draws.
#
#   bench_ink_window.sh NABLA BENCH_INK
set -u
nabla=$1
work=$(mktemp -d)
"$2" --files "$work"
book=$work/strokes.sqlite
xopp=$work/strokes.xopp
export XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" HOME="$work"
server= program=
trap 'kill $program $server 2>/dev/null; rm -rf "$work"' EXIT
for tool in Xvfb xdotool import xournalpp; do
  command -v $tool >/dev/null || { echo "bench_ink_window: there is no $tool here"; exit 0; }
done
Xvfb -noreset -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
while [ ! -s "$work/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$work/display")
export DISPLAY

now() { date +%s%3N; }
sum() { import -silent -window root -depth 8 -crop "$1" rgb:- | cksum; }

colors() { import -silent -window root -depth 8 -crop 700x400+1000+400 -format %k info:; }

# Until two pictures, a fifth of a second apart, are the same, and show more than a window without its page.
settled() {
  last=
  tries=0
  while [ $tries -lt 300 ]; do
    this=$(sum 1600x700+160+200)
    [ "$this" = "$last" ] && [ "$(colors)" -gt 40 ] && return
    last=$this
    tries=$((tries + 1))
    sleep 0.2
  done
}

# stroke NAME K: the k-th line by mouse in the middle, and how long until it is seen there.
stroke() {
  before=$(sum 400x100+760+490)
  y=$((510 + 15 * $2))
  xdotool mousemove 780 $y mousedown 1 mousemove 900 $((y + 5)) mousemove 1000 $y mousemove 1140 $((y - 5))
  begun=$(now)
  while [ "$(sum 400x100+760+490)" = "$before" ] && [ $(($(now) - begun)) -lt 5000 ]; do :; done
  echo "  $1: a stroke is seen after $(($(now) - begun)) ms"
  xdotool mouseup 1
  begun=$(now)
  settled
}

run() {
  name=$1
  shift
  begun=$(now)
  "$@" >/dev/null 2>&1 &
  program=$!
  id=
  while [ -z "$id" ]; do
    id=$(xdotool search --onlyvisible --class "$name" 2>/dev/null | tail -n 1)
  done
  xdotool windowmove "$id" 0 0 windowsize "$id" 1920 1080 windowfocus "$id"
  [ "$name" != nabla ] || xdotool key End # where its lesson stands still: what is measured is the ink
  settled
  echo "  $name: started, and its page at rest, after $(($(now) - begun)) ms"
}

begun=$(now)
for k in 1 2 3 4 5; do sum 400x100+760+490 >/dev/null; done
echo "50,000 strokes, in one run; a look at the screen takes $((($(now) - begun) / 5)) ms, which is in all figures"
run nabla "$nabla" play linear-algebra/transformations --notebook "$book" --size 1920x1080
xdotool key w
sleep 0.2
begun=$(now)
xdotool key Home
settled
echo "  nabla: all of its page shown after $(($(now) - begun)) ms"
for k in 1 2 3; do stroke nabla $k; done
kill $program
wait $program 2>/dev/null
run xournalpp xournalpp "$xopp"
for k in 1 2 3; do stroke xournalpp $k; done
import -silent -window root "${NABLA_BENCH_SHOT:-$work/shot.png}"
kill $program
exit 0

#!/bin/sh
# Killed at any moment while somebody writes, takes notes and records, round after round on the same notebook: it opens, is whole,
# and nothing older than a second is lost.
#
#   kills.sh NABLA SCENES     the program, and the folder that holds tests/hands.so
#
# NABLA_KILLS=500 kills so many.
set -u
nabla=$1
scenes=$2
. "$(dirname "$0")/tools.sh"

kills=${NABLA_KILLS:-3}
notebook="$work/notebook.sqlite"
late=1250000000 # ns: a second, and what an event takes from the mouse to the program on a busy machine
export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILEIN="$work/no-microphone" SDL_DISKAUDIOFILE=/dev/null
start_display

now() { date +%s%N; }
random() { awk -v seed="$1" -v from="$2" -v until="$3" 'BEGIN { srand(seed); rand(); printf "%.2f", from + (until - from) * rand() }'; }
fail() { echo "FAILED: round $round: $*"; failures=$((failures + 1)); }

# Strokes all over the board, each with the moment at which it was done, until there is nobody any more to draw them.
scribble() {
  n=0
  while kill -0 "$player" 2>/dev/null && [ $n -lt 60 ]; do
    x=$((150 + n * 37 % 700)) y=$((150 + n * 53 % 350))
    xdotool mousemove --window "$id" $x $y mousedown 1 mousemove_relative 20 10 mousemove_relative 20 -5 \
      mouseup 1 2>/dev/null
    now >>"$work/strokes"
    n=$((n + 1))
    sleep 0.1
  done
}

rows() { # what a copy of the notebook holds of a table
  rm -rf "$work/form"
  "$nabla" notebook export "$work/form" --notebook "$notebook" -q >/dev/null || return
  wc -l <"$work/form/$1.jsonl"
}

round=0 ink=0 lost=0
while [ $round -lt "$kills" ]; do
  round=$((round + 1))
  : >"$work/strokes"
  start_player "$nabla" play tests/hands --scenes "$scenes" --notebook "$notebook"
  [ $round -gt 1 ] || key space
  key n
  xdotool type --delay 20 "round$round "
  typed=$(now)
  key Escape Escape k
  recorded=$(now)
  key d
  delay=$(random "$round" 0.3 2.6)
  (sleep "$delay"; now >"$work/killed"; kill -9 "$player") &
  killer=$!
  scribble
  wait $killer
  wait "$player" 2>/dev/null
  player=
  killed=$(cat "$work/killed")
  old=$(awk -v until="$killed" -v late=$late '$1 + late <= until { n++ } END { print n + 0 }' "$work/strokes")
  "$nabla" notebook check --notebook "$notebook" -q || fail "the notebook is not whole"
  is=$(rows ink)
  [ "${is:-0}" -ge $((ink + old)) ] || fail "$((ink + old - is)) strokes of $old are lost"
  ink=${is:-0}
  if [ $((killed - typed)) -gt $late ] && ! grep -q "round$round " "$work/form/note.jsonl"; then
    fail "what was typed is lost"
  fi
  seconds=$("$nabla" recordings --json --notebook "$notebook" | sed -n 's/.*"seconds": *\([0-9.]*\).*/\1/p' | tail -n 1)
  awk -v is="${seconds:-0}" -v took=$((killed - recorded)) -v late=$late \
    'BEGIN { exit !(is >= (took - late) / 1e9) }' || fail "of a recording there are $seconds s"
done
[ $failures -gt 0 ] || echo "ok: killed $kills times, $ink strokes, nothing older than a second lost"
exit $((failures > 0))

#!/bin/sh
# Killed at any moment while somebody writes, takes notes and records, round after round on the same notebook: it opens, is whole,
# and nothing older than a second is lost.
#
#   kills.sh NABLA SCENES     the program, and the folder that holds tests/hands.so
#
# NABLA_KILLS=500 kills so many, the first of them as round NABLA_ROUND: what is random is the round's.
set -u
nabla=$1
scenes=$2
. "$(dirname "$0")/tools.sh"

kills=${NABLA_KILLS:-3}
first=${NABLA_ROUND:-1}
notebook="$work/notebook.sqlite"
late=1250000000 # ns: a second, and what an event takes from the mouse to the program on a busy machine
export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILEIN=/dev/urandom SDL_DISKAUDIOFILE=/dev/null # a voice of noise
start_display

now() { date +%s%N; }
random() { awk -v seed="$1" -v from="$2" -v until="$3" 'BEGIN { srand(seed); rand(); printf "%.2f", from + (until - from) * rand() }'; }
fail() { echo "FAILED: round $round: $*"; failures=$((failures + 1)); }
alive() { kill -0 "$player" 2>/dev/null; }

# Strokes all over the board, and after each fourth a word in the notes, each with the moment at which it was done, until there
# is nobody any more to see them.
scribble() {
  n=0
  while alive && [ $n -lt 60 ]; do
    x=$((150 + n * 37 % 600)) y=$((150 + n * 53 % 300))
    xdotool mousemove --window "$id" $x $y mousedown 1 mousemove_relative 20 10 mousemove_relative 20 -5 \
      mouseup 1 2>/dev/null
    now >>"$work/strokes"
    n=$((n + 1))
    if [ $((n % 4)) = 0 ]; then
      xdotool key n type --delay 5 "word$round-$n " 2>/dev/null && xdotool key Escape Escape 2>/dev/null
      echo "$(now) word$round-$n " >>"$work/words"
    fi
    sleep 0.1
  done
}

rows() { # what a copy of the notebook holds of a table
  rm -rf "$work/form"
  "$nabla" notebook export "$work/form" --notebook "$notebook" -q >/dev/null || return
  wc -l <"$work/form/$1.jsonl"
}

# Lines of a file of times and words that were done early enough before the kill.
old() { awk -v until="$killed" -v late=$late '$1 + late <= until' "$1"; }

round=$((first - 1)) ink=0 drawn=0 typed=0 kept=0 spoken=0 most=0
while [ $round -lt $((first + kills - 1)) ]; do
  round=$((round + 1))
  : >"$work/strokes"
  : >"$work/words"
  start_player "$nabla" play tests/hands --scenes "$scenes" --notebook "$notebook"
  [ $round -gt "$first" ] || key space
  key k
  asked=$(now)
  key d
  delay=$(random "$round" 0.3 4)
  (sleep "$delay"; now >"$work/killed"; kill -9 "$player") &
  killer=$!
  scribble
  wait $killer
  wait "$player" 2>/dev/null
  player=
  killed=$(cat "$work/killed")
  "$nabla" notebook check --notebook "$notebook" -q || fail "the notebook is not whole"
  is=$(rows ink)
  due=$(old "$work/strokes" | wc -l)
  [ "${is:-0}" -ge $((ink + due)) ] || fail "$((ink + due - is)) strokes of $due are lost"
  drawn=$((drawn + $(wc -l <"$work/strokes"))) ink=${is:-0}
  old "$work/words" | while read -r _ word; do
    grep -q "$word " "$work/form/note.jsonl" || echo "$word"
  done >"$work/lost"
  [ ! -s "$work/lost" ] || fail "of the notes is lost: $(xargs <"$work/lost")"
  typed=$((typed + $(wc -l <"$work/words")))
  kept=$(grep -o 'word[0-9]*-[0-9]* ' "$work/form/note.jsonl" | wc -l)
  seconds=$("$nabla" recordings --json --notebook "$notebook" | sed -n 's/.*"seconds": *\([0-9.]*\).*/\1/p' | tail -n 1)
  began=$(sed -n 's/.*"scene":"tests.hands".*"began":\([0-9.]*\).*/\1/p' "$work/form/recording.jsonl" | tail -n 1)
  lost=$(awk -v is="${seconds:-0}" -v began="$began" -v asked="$asked" -v killed="$killed" \
    'BEGIN { if (began < asked / 1e9 - 1) { began = asked / 1e9; is = 0 } printf "%.2f", killed / 1e9 - began - is }')
  awk -v lost="$lost" -v late=$late 'BEGIN { exit !(lost <= late / 1e9) }' || fail "of a recording $lost s are lost"
  most=$(awk -v a="$most" -v b="$lost" 'BEGIN { print (a + 0 > b + 0 ? a : b) }')
  spoken=$(awk -v a="$spoken" -v b="${seconds:-0}" 'BEGIN { print a + b }')
done
echo "killed $kills times: of $drawn strokes $ink are there, of $typed words $kept, and $spoken s of recordings"
echo "of a recording at most its last $most s are lost"
[ $failures -gt 0 ] || echo "ok: nothing older than a second is lost"
exit $((failures > 0))

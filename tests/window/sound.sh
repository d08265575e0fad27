#!/bin/sh
# The sound of a replay, as a loudspeaker gets it: a staircase of tones is spoken into a microphone and recorded, and what the
# replay gives to the device is compared with it, from its start and after going elsewhere. Both are SDL's disk driver.
#
#   sound.sh NABLA SCENES TONE     the program, the folder that holds tests/hands.so, the program of tone.c
#
# The window is 1280 x 720; the recording's strip leads from x = 64 to x = 1216.
set -u
nabla=$1
scenes=$2
tone=$3
. "$(dirname "$0")/tools.sh"

heard="$work/heard.raw"
export SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILEIN="$work/voice.raw" SDL_DISKAUDIOFILE="$heard"
"$tone" make "$work/voice.raw" 14
start_display

# ---- recorded

start_player "$nabla" play tests/hands --scenes "$scenes"
key k
sleep 6
key k
sleep 0.5
key q
ended "a recording with a voice ends well"
length=$("$nabla" recordings --json | sed -n 's/.*"seconds": *\([0-9.]*\).*/\1/p' | head -n 1)
near "$length" 6 2 || { echo "FAILED: it is $length s long"; failures=$((failures + 1)); }

# ---- replayed: heard until 1.5 seconds of sound have come, then from two thirds on

loud() { awk -v a="$("$tone" loud "$heard")" -v b="$1" 'BEGIN { exit !(a >= b) }'; }
rm -f "$heard"
start_player "$nabla" replay 1 --scenes "$scenes"
check "it is heard" loud 1.5
key space # silence
sleep 1
move 832 13 # two thirds
press
release
key space
before=$("$tone" loud "$heard")
heard_more() { awk -v a="$("$tone" loud "$heard")" -v b="$before" 'BEGIN { exit !(a >= b + 1.1) }'; }
check "and goes on elsewhere" heard_more
key q
ended "the replay ends well"
"$tone" read "$heard" >"$work/heard"

# From the start: the first tone lasts its second, the next one follows at once.
starts() {
  awk '$3 > 0 { n++; if (n == 1) { one = $3; long = $2; end = $1 + $2 } if (n == 2) { two = $3; next_at = $1 } }
       END { exit !(one == 300 && long > 0.9 && long < 1.1 && two == 400 && next_at - end < 0.05) }' "$work/heard"
}
check "its sound begins with what was said first, at its pitch and length" starts

# Elsewhere, after the longest silence, the tones of there: by how much was left of the first one.
elsewhere() {
  awk -v whole="$length" '
    { long[NR] = $2; hertz[NR] = $3 }
    END {
      for (k = 2; k < NR; k++)
        if (hertz[k] == 0 && long[k] > most) { most = long[k]; from = k + 1 }
      at = whole * 2 / 3                                # of the recording
      said = (hertz[from] - 300) / 100 + 1 - long[from] # of the voice
      exit !(from && hertz[from + 1] == hertz[from] + 100 && said > at - 0.3 && said < at + 0.1)
    }' "$work/heard"
}
check "and after going elsewhere it is what was said there" elsewhere
[ $failures = 0 ] || { echo "length $length"; cat "$work/heard"; }
exit $((failures > 0))

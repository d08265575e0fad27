#!/bin/sh
# Notes as a person types them, a program that is killed, and two programs with one notebook.
#
#   notes.sh NABLA SCENE     the program, and the plugin made of tests/scenes/hands.c
set -u
nabla=$1
scene=$2
. "$(dirname "$0")/tools.sh"
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" # of a program that is killed

# kept WORDS: they are a line of the notes in the file, whoever has it open.
kept() {
  rm -rf "$work/form"
  "$nabla" notebook export "$work/form" >/dev/null 2>&1
  grep -qxF "$1" "$work"/form/notes/*.md 2>/dev/null
}
whole() { "$nabla" notebook check >"$work/check" 2>&1; }
type_words() { xdotool type --delay 20 -- "$1"; }
said() { grep -q "$1" "$work/out"; }

start_display
start_player "$nabla" play "$scene" --size 1280x720 --theme chalk
key n
type_words '# Hands'
key Return Return
type_words 'and $x^2$'
check "what was typed is in the file while the program runs" kept 'and $x^2$'

type_words ' more'
sleep 1
kill -9 "$player"
wait "$player" 2>/dev/null
player=
check "after a kill the notebook is whole" whole
check "and what was a second old is there" kept 'and $x^2$ more'

start_player "$nabla" play "$scene" --size 1280x720 --theme chalk
first=$player
start_player "$nabla" play "$scene" --size 1280x720 --theme chalk
check "of two programs the second says that it only reads" said 'is open in another Nabla'
key n
type_words 'lost '
sleep 0.6
kill "$player" 2>/dev/null
wait "$player" 2>/dev/null
player=$first
check "and what is typed into it does not reach the notebook" kept 'and $x^2$ more'

[ $failures = 0 ]

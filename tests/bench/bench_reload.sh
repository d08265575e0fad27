#!/bin/sh
# From a save to the changed picture: a scene is played in a window under Xvfb and saved 30 times, and the player says
# after how long each change was shown. Medians, for every lesson and each compiler that makes the first build.
#
#   bench_reload.sh NABLA SCENES     the program and the folder of scenes' C files
set -eu
nabla=$1
scenes=$2
saves=${SAVES:-30}
work=$(mktemp -d)
export XDG_CACHE_HOME="$work/cache"
player=
server=
finish() {
  [ -z "$player" ] || kill "$player" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

if ! command -v Xvfb >/dev/null; then
  echo "bench_reload: there is no Xvfb here"
  exit 0
fi
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
while [ ! -s "$work/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$work/display")
export DISPLAY

lines() { grep -c 'after the save' "$work/out" || true; }

# The median of the n-th number of the lines that say how long it took.
median() { sed -n 's/.*shown \([0-9]*\) ms .* in \([0-9]*\) ms.* in \([0-9]*\) ms.*/\1 \2 \3/p' "$work/out" |
  awk -v n="$1" '{ print $n }' | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# bench NAME FILE COMPILER: the compiler of the first build; empty for the system's choice.
bench() {
  cp "$2" "$work/scene.c"
  if [ -n "$3" ]; then CC=$3; export CC; else unset CC; fi
  "$nabla" play "$work/scene.c" --size 1920x1080 >"$work/out" 2>&1 &
  player=$!
  sleep 1.5
  n=0
  while [ $n -lt "$saves" ]; do
    n=$((n + 1))
    # The first line changes: the state, the steps and the drawing stay what they are.
    { echo "// save $n"; cat "$2"; } >"$work/scene.new"
    sed "s/\.title = \"/.title = \"$n /" "$work/scene.new" >"$work/scene.next"
    mv "$work/scene.next" "$work/scene.c"
    tries=0
    while [ "$(lines)" -lt $n ] && [ $tries -lt 200 ]; do
      tries=$((tries + 1))
      sleep 0.05
    done
    sleep 0.1 # as far as nobody saves twice in a tenth of a second
  done
  kill "$player"
  wait "$player" 2>/dev/null || true
  player=
  printf '%-34s %-8s %6s %8s %8s %8s\n' "$1" "${3:-tcc}" "$(lines)" "$(median 1)" "$(median 2)" "$(median 3)"
}

printf 'from a save to the changed picture, milliseconds, medians (target: under 300)\n'
printf '%-34s %-8s %6s %8s %8s %8s\n' scene first saves shown compiled opened
for file in "$scenes"/*/*.c; do
  name=${file#"$scenes"/}
  if command -v tcc >/dev/null; then bench "${name%.c}" "$file" ""; fi
  bench "${name%.c}" "$file" cc
done

# The same in Motion Canvas, where its packages are beside the program.
if command -v node >/dev/null; then
  printf '\n'
  SAVES=$saves node "$(dirname "$0")/bench_motion_canvas.js" "$(dirname "$nabla")/node_modules"
fi

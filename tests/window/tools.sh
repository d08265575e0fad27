# What the window's tests are made of: a display of their own, the player on it, keys, mouse, and pictures that
# are looked at. A check is tried until it holds or some seconds have passed, so that no test waits for a fixed
# time.

# Before it reads this, a script names what it was called with:
#   takes="nabla scene find assets"     $nabla is then its first argument, and so on
for name in ${takes:-}; do
  eval "$name=\$1"
  shift
done

# The colours of the dark theme, and the light one's ground.
ground='#11151c'
text='#e9edf2'
dim='#8b98a7'
green='#4fc38a'
vermilion='#f0705a'
blue='#5aa9f2'
amber='#f5c84c'
paper='#fbfaf6'

work=$(mktemp -d)
export XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" # the notebook, the settings
player=
server=
id=
failures=0

finish() {
  [ -z "$player" ] || kill "$player" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

start_display() {
  Xvfb -noreset -displayfd 3 -screen 0 1600x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
  server=$!
  while [ ! -s "$work/display" ]; do sleep 0.05; done
  DISPLAY=:$(cat "$work/display")
  export DISPLAY
  away
}

# start_player COMMAND...: runs it until its window is there.
start_player() {
  "$@" >"$work/out" 2>&1 &
  player=$!
  id=
  tries=0
  while [ -z "$id" ] && [ $tries -lt 200 ] && kill -0 $player 2>/dev/null; do
    id=$(xdotool search --onlyvisible --pid $player 2>/dev/null | head -n 1) || true
    tries=$((tries + 1))
    [ -n "$id" ] || sleep 0.05
  done
  if [ -z "$id" ]; then
    echo "no window came:"
    cat "$work/out"
    exit 1
  fi
  xdotool windowfocus --sync "$id"
}

# ended WORDS: the player leaves by itself, with status 0.
ended() {
  tries=0
  while kill -0 "$player" 2>/dev/null && [ $tries -lt 200 ]; do
    tries=$((tries + 1))
    sleep 0.05
  done
  kill -9 "$player" 2>/dev/null
  status=0
  wait "$player" || status=$?
  player=
  [ $status = 0 ] || cat "$work/out"
  check "$1" [ $status = 0 ]
}

key() { xdotool key "$@"; }
move() { xdotool mousemove --window "$id" "$1" "$2"; }
away() { xdotool mousemove 1590 890; } # from the window
press() { xdotool mousedown "${1:-1}"; }
release() { xdotool mouseup "${1:-1}"; }

shot() { import -silent -window "$id" -depth 8 "bmp:$work/shot.bmp"; }

# pixel X Y: its colour, as "#rrggbb", in a picture just taken.
pixel() {
  shot
  convert "$work/shot.bmp" -crop "1x1+$1+$2" -depth 8 -format '#%[hex:u.p{0,0}]' info: |
    tr '[:upper:]' '[:lower:]' | cut -c 1-7
}

# box COLOR WxH+X+Y: "left top right bottom" of what has the colour in that part, in pixels of the window.
box() { box_of "$2" -fuzz 7% -fill black +opaque "$1" -fill white -opaque "$1"; }

# marks WxH+X+Y: the same of all that differs from the dark theme's ground.
marks() { box_of "$1" -fuzz 4% -fill black -opaque "$ground" -fill white +opaque black; }

# box_of WxH+X+Y HOW...: of what that makes white.
box_of() {
  part=$1
  shift
  shot
  convert "$work/shot.bmp" -crop "$part" "$@" -background black -format '%@ %X %Y' info: 2>/dev/null |
    sed 's/[x+]/ /g' | awk '$1 > 0 && $1 < 65535 { print $3 + $5, $4 + $6, $3 + $5 + $1, $4 + $6 + $2 }'
}

has_title() { [ "$(xdotool getwindowname "$id")" = "$1" ]; }
has_ground() { [ "$(pixel 4 400)" = "$1" ]; }
# On the map, or in a list, something is selected: it is outlined in amber.
selects() { [ -n "$(box "$amber" 1280x550+0+85)" ]; }

# near A B TOLERANCE
near() { awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { d = a - b; exit !(a != "" && d <= t && -d <= t) }'; }

# soon COMMAND...: it holds, now or within some seconds. What it looks at must be inside it: arguments are made once.
soon() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ $tries -lt 40 ] || return 1
    sleep 0.1
  done
}

# check WORDS COMMAND...: it holds soon.
check() {
  words=$1
  shift
  soon "$@"
  say_whether "$words" $?
}

# check_now WORDS COMMAND...: it holds at once: what must not come, and would go again.
check_now() {
  words=$1
  shift
  "$@"
  say_whether "$words" $?
}

# say_whether WORDS STATUS
say_whether() {
  words=$1
  if [ "$2" = 0 ]; then
    echo "ok: $words"
    return
  fi
  echo "FAILED: $words"
  failures=$((failures + 1))
  convert "$work/shot.bmp" "failed-$failures.png" 2>/dev/null && echo "  what was seen is in $PWD/failed-$failures.png"
}

# For the following a script has set `find`, to what find.c makes, and `assets`; and `unit`, where it is another, to the
# pixels of a unit of the board.
unit=80

# where WORDS POINTS [WxH+X+Y]: "left top right bottom" of where they stand, and nothing where they do not.
where() {
  shot
  "$find" "$assets" "$work/shot.bmp" "$1" "$2" "$unit" "${3:-1600x900+0+0}" 2>/dev/null | grep -v '"'
}

# They can be read there.
reads() { [ -n "$(where "$@")" ]; }
reads_not() { [ -z "$(where "$@")" ]; }

# expect_picture SIZE OPTIONS...: what `nabla render` makes of the scene, to be compared with, as large as the board is.
expect_picture() {
  size=$1
  shift
  "$nabla" render "$scene" -o "$work/expected.png" -q --size "$size" "$@" || echo "no picture to compare with"
}

# Where the board is in the window.
board_at=1600x900+0+0

# shows_picture WxH+X+Y: what was expected is to be seen in that part of the board, but for as many pixels as a round edge
# may differ by.
shows_picture() {
  shot
  convert "$work/shot.bmp" -crop "$board_at" +repage -crop "$1" +repage "$work/seen.png"
  convert "$work/expected.png" -crop "$1" +repage "$work/wanted.png"
  differ=$(compare -metric AE -fuzz 4% "$work/wanted.png" "$work/seen.png" null: 2>&1 | cut -d . -f 1)
  [ "${differ:-1000}" -lt 20 ] 2>/dev/null
}

# painter.sh PROGRAM SCENE DRIVER: who paints the window. OpenGL (Mesa's llvmpipe here) where it is asked for, and the
# processor where there is no graphics card, without OpenGL being loaded; and the processor again, mid-lesson and with
# nothing lost, where DRIVER, a library that is preloaded, lets OpenGL fail.
set -u
program=$1
scene=$2
driver=$3
. "$(dirname "$0")/tools.sh"
start_display

loaded() { grep -q "$1" "/proc/$player/maps"; }
not_loaded() { ! loaded "$1"; }
said() { grep -q "$1" "$work/out"; }
said_nothing() { [ ! -s "$work/out" ]; }

# Of a lesson that stands at the end of its third step, the number of pixels by which its picture is not the one that was
# kept; a pixel counts where it is more than a hundredth off.
keep() {
  shot
  cp "$work/shot.bmp" "$work/kept.bmp"
}
apart() { compare -metric AE -fuzz 1% "$work/shot.bmp" "$work/kept.bmp" null: 2>&1 | awk '{ print int($1) }'; }
same_picture() {
  shot
  [ "$(apart)" -lt 50 ]
}
other_picture() { ! same_picture; }
# play_with PAINTER COMMAND...: every player begins at the beginning.
play_with() {
  painter=$1
  shift
  rm -rf "$XDG_DATA_HOME"
  start_player "$@" play "$scene" --size 640x360 --in-process --threads 1 --painter "$painter"
}
go() {
  key space
  for step in 1 2 3; do key Right; done
  move 320 100
}

play_with auto "$program"
go
sleep 3
keep
check "without a graphics card the processor paints" said_nothing
[ -e /dev/dri/renderD128 ] || check "and OpenGL is not even loaded" not_loaded libGL
key q
ended "it leaves"

play_with gl "$program"
check "OpenGL is loaded where it is asked for" loaded libGL
go
check "and paints the same picture" same_picture
xdotool windowsize "$id" 800 450
check "another size is painted anew" other_picture
xdotool windowsize "$id" 640 360
check "and the first one again" same_picture
key q
ended "it leaves"

ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
export ASAN_OPTIONS
play_with gl env LD_PRELOAD="$driver" LOST=12 "$program"
go
check "a lost context is said" said "the processor paints now: the graphics card was reset"
check "and the lesson goes on where it was" same_picture
check "one line is said" [ "$(wc -l <"$work/out")" = 1 ]
key q
ended "it leaves"

play_with gl env LIBGL_DRIVERS_PATH=/nowhere "$program"
check "that there is no driver is said" said "the processor paints now: OpenGL 3.3 cannot be had"
go
check "and the picture is there" same_picture
key q
ended "it leaves"

play_with gl env LD_PRELOAD="$driver" LACKS=glMapBufferRange "$program"
check "a driver that lacks something is said" said "the processor paints now: the graphics driver has no glMapBufferRange"
go
check "and the picture is there" same_picture
key q
ended "it leaves"

exit $failures

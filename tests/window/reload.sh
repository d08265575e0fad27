#!/bin/sh
# A scene that is played while it is written: saves are seen, mistakes stand over the picture, which goes on.
#
#   reload.sh NABLA     the program
set -u
takes="nabla"
. "$(dirname "$0")/tools.sh"
export XDG_CACHE_HOME="$work/cache"

# scene COLOR: a disc in the middle of the board, another at the left in the second step.
scene() {
  cat >"$work/scene.new" <<C
#include <nabla/scene.h>
typedef struct { nb_vec2 at; } State;
static const nb_step steps[] = {{"One", .seconds = 60, .say = "One."}, {"Two", .seconds = 60, .say = "Two."}};
static const nb_param params[] = {NB_POINT(State, at, "at")};
static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_point(b, s->at, nb_style(.color = $1, .width = 200));
  if (f->step == 1)
    nb_point(b, nb_at(-6, 0), nb_style(.color = NB_K, .width = 100));
  nb_grab(b, &s->at, s->at, nb_identity2());
}
NB_SCENE(State, .title = "Reload", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){{0, 0}}, NB_DRAW(draw))
C
  mv "$work/scene.new" "$work/scene.c"
}

is() { [ "$(pixel "$1" "$2")" = "$3" ]; }
says() { grep -q "$1" "$work/out"; }

start_display
scene NB_I
start_player "$nabla" play "$work/scene.c"
check "the scene is compiled and shown" is 640 360 "$green"
key Right
check "the second step is shown" is 160 360 "$blue"
move 640 360
press
move 800 360
release
check "the disc was dragged" is 830 360 "$green"
key d
key 2 # blue
move 400 200
press
for y in 250 300 350 400 450; do
  move 400 $y
  sleep 0.05
done
release
inked() { [ -n "$(box "$blue" 60x100+370+280)" ]; }
check "something is written over it" inked
key d
scene NB_J
check "a save is seen" is 830 360 "$vermilion"
check "at the same step" is 160 360 "$blue"
check "under the same ink" inked
check "the terminal says how long it took" says 'shown [0-9]* ms after the save'
scene NB_NO_SUCH_COLOUR
check "a mistake is told in the terminal" says 'scene.c:7:'
check "and over the picture, in a frame" [ -n "$(box "$vermilion" 1280x400+0+100)" ]
key Left
check "while the picture goes on" is 160 360 '#11151c'
scene NB_I
check "a save without it is seen" is 830 360 "$green"
rm "$work/scene.c"
sleep 0.3
check "a scene whose file is gone stays" is 830 360 "$green"
scene NB_J
check "and goes on when it is back" is 830 360 "$vermilion"
key q
ended "the player leaves"
[ $failures = 0 ]

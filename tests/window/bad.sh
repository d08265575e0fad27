#!/bin/sh
# Starting where something is wrong: settings that cannot be, no place to keep anything, scenes that are gone. It starts all
# the same, and says what is wrong and what to do in the window and where it was started.
#
#   bad.sh NABLA SCENE FIND ASSETS     the program, the plugin of tests/scenes/kinds.c, what find.c makes, the assets
set -u
takes="nabla scene find assets"
. "$(dirname "$0")/tools.sh"

says() { grep -q "$1" "$work/out"; }
leave() {
  key q
  ended "and it ends in order"
}
# A library of its own, of scenes of the curriculum.
mkdir -p "$work/library/linear-algebra" "$work/library/tests" "$work/here" "$work/config/nabla"
cp "$scene" "$work/library/linear-algebra/vectors.so"
cp "$scene" "$work/library/tests/kinds.so"
cd "$work/here" || exit 1
play() { start_player "$nabla" play --scenes "$work/library" "$@"; }

start_display

# ---- settings

config=$work/config/nabla/config
printf '# mine\ntheme = board\ntext-size = 99\nfont = large\ncaption = off\n' >"$config"
play linear-algebra/vectors
check "what is good in a bad file counts" has_ground "$paper"
check "a wrong value is named, with what it may be" says 'config:3: text-size is "99"; it may be 0.8 to 1.6'
check "and the first thing wrong is said in the window" reads "$config:3: text-size is \"99\"; it may be 0.8 to 1.6" 20
check "an unknown key is named" says 'config:4: there is no setting "font"'
check "with what it was meant to be" says 'config:5: there is no setting "caption"; did you mean "captions"?'
key t
sleep 1.5
key Home
is_changed() { printf '# mine\ntheme = chalk\ntext-size = 99\nfont = large\ncaption = off\n' | cmp -s - "$config"; }
check "and what is changed goes into it, with all else as it was" is_changed
leave
printf 'theme = board\n\0\1\2' >"$config"
play linear-algebra/vectors
check "a file that is none of text is named" says "config is no file of text"
check "and it plays" has_title "Kinds"
leave
rm "$config"
mkdir "$config"
play linear-algebra/vectors
check "and so is a folder in its place" says "config is no file of text"
key t
sleep 0.3
leave
is_said_again() { [ "$(grep -c "config is no file of text" "$work/out")" = 2 ]; }
check "where nothing is written, which is said" is_said_again
rmdir "$config"

# ---- no place

play_without() {
  start_player env -u HOME -u XDG_DATA_HOME -u XDG_CONFIG_HOME "$nabla" play --scenes "$work/library" linear-algebra/vectors
}
play_without
check "without a home it plays" has_title "Kinds"
nowhere="nothing is kept: neither HOME nor XDG_DATA_HOME says where the notebook lies; --notebook FILE does"
check "says that nothing is kept, and what would help" says "$nowhere"
check "in the window, too" reads "$nowhere" 20
check "and that settings are not" says "no settings are read or kept: neither HOME nor XDG_CONFIG_HOME is set"
leave
# A home in which nothing can be made, whoever asks.
start_player env XDG_DATA_HOME=/proc/none XDG_CONFIG_HOME=/proc/none "$nabla" play --scenes "$work/library" linear-algebra/vectors
check "where nothing can be written it plays" has_title "Kinds"
check "and says that nothing is kept" says "nothing is kept: the folder of /proc/none/nabla/notebook.sqlite cannot be made"
key t
check "what is changed holds for now" has_ground "$paper"
check "and that it is not kept is said" says "the settings /proc/none/nabla/config cannot be written"
leave

# ---- scenes that are gone

play tests/kinds
check "one is somewhere" has_title "Kinds"
sleep 1
leave
rm "$work/library/tests/kinds.so"
play
check "of a scene that is gone since, this is said" says "tests/kinds, where you were last: there is no such scene"
check "over the map, to choose another" reads "tests/kinds, where you were last: there is no such scene any more" 20
check "on which the first is selected" selects
key Return
check "and opened" reads_not "type to search  ·  Enter opens  ·  Esc" 17
leave
printf 'no plugin' >"$work/library/tests/kinds.so"
"$nabla" play tests/kinds --scenes "$work/library" >"$work/out" 2>&1
status=$?
check "one that is broken is named" says "kinds.so is no scene plugin"
check "and there is nothing to play" [ $status = 1 ]
"$nabla" play linear-algebra/vectrs --scenes "$work/library" >"$work/out" 2>&1
check "one that is misspelt, with the nearest" says 'there is no scene "linear-algebra/vectrs"; did you mean linear-algebra/vectors?'
cp "$scene" "$work/library/tests/kinds.so"
play tests/kinds
sleep 1
leave
printf 'no plugin' >"$work/library/tests/kinds.so"
play
check "where the last one is broken, it starts with the map, too" selects
key Escape
check "and says why" says "tests/kinds, where you were last: .* is no scene plugin"
leave

[ $failures -eq 0 ]

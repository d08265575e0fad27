#!/bin/sh
# The program installed in a folder of its own: what is there, that it works, and that a scene outside the
# sources builds against it, by pkg-config and by find_package.
#
#   install.sh BUILD SCENE     the build's folder, and a scene's C file
set -eu
build=$1
scene=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"

cmake --install "$build" --prefix "$work/first" >"$work/log"
mv "$work/first" "$work/there" # an installed tree can be moved
nabla="$work/there/bin/nabla"
cd "$work"
cp "$scene" mine.c

expect() {
  words=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    echo "ok: $words"
  else
    echo "FAILED: $words"
    cat "$work/out"
    exit 1
  fi
}

title=$(sed -n 's/.*\.title = "\([^"]*\)".*/\1/p' mine.c | head -n 1)
tells_title() { "$nabla" show "$1" | head -n 1 | grep -qx "$title"; }

expect "the program lists the lessons" sh -c "'$nabla' list | grep -q '^linear-algebra/transformations .*Linear'"
expect "it makes a picture" "$nabla" render linear-algebra/transformations -o picture.png --at 3 --size 320x180
expect "it makes a film" "$nabla" render linear-algebra/transformations -o film.mp4 --from 1 --to 1.2 --size 320x180 -q
mv there/lib*/nabla-encoder.so encoder.so 2>/dev/null || mv there/lib/*/nabla-encoder.so encoder.so
lacks_encoder() { ! "$nabla" render linear-algebra/transformations -o lacking.mp4 -q 2>words && grep -q 'cannot load the encoder' words; }
expect "without its encoder it says so" lacks_encoder
[ ! -e lacking.mp4 ] && [ ! -e lacking.mp4.parts ]
mv encoder.so "$(dirname "$(find there -name 'libnabla.so.0' | head -n 1)")/nabla-encoder.so"
expect "it compiles a scene against its own headers" tells_title mine.c
expect "it writes a new scene" "$nabla" new linear-algebra/determinant -q
expect "which plays" "$nabla" show linear-algebra/determinant.c
mkdir scenes
mv linear-algebra scenes
expect "and is found where only its folder's folder is left out" "$nabla" show linear-algebra/determinant.c
mv scenes/linear-algebra .
rmdir scenes
expect "and starts from a lesson, whose source it has" "$nabla" new own/other --like linear-algebra/transformations -q

# ---- headers: those of scenes and no others, each by itself, in C and in C++

[ -e there/include/nabla/scene.h ]
[ ! -e there/include/nabla/record.h ]
echo "extern int nothing;" >nothing
find there/include -name '*.h' | sort >headers
while read -r header; do
  for how in "cc -std=c17 -x c" "c++ -std=c++17 -x c++"; do
    case $how in c++*) command -v c++ >/dev/null || continue ;; esac
    # shellcheck disable=SC2086 # words
    expect "$how $header" $how -Wall -Wextra -Wpedantic -Werror -fsyntax-only -Ithere/include \
      -include "$PWD/$header" nothing
  done
done <headers

# ---- a scene outside the sources

export PKG_CONFIG_PATH="$work/there/lib/pkgconfig"
# shellcheck disable=SC2046 # words
expect "it builds by pkg-config" cc -std=gnu17 -fPIC -shared mine.c -o by-pkg-config.so $(pkg-config --cflags --libs nabla)
expect "and opens" tells_title ./by-pkg-config.so

cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.20)
project(mine C)
find_package(nabla 0.1 REQUIRED)
nabla_add_scene(mine mine.c)
CMAKE
expect "it builds by find_package" sh -c "cmake -S . -B made -DCMAKE_PREFIX_PATH='$work/there' && cmake --build made"
expect "and opens" tells_title ./made/mine.so

#!/bin/sh
# What a package has besides the program is of the form that its readers want: manual page, completions, desktop entry,
# metadata, recipes. Each is checked by its own checker; where that is not installed it is left out, and said so.
#
#   forms.sh NABLA SOURCES     SOURCES: the folder src/install
set -eu
nabla=$(realpath "$1")
sources=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# form WORDS CHECKER ARGUMENTS...: the checker says nothing and is content.
form() {
  words=$1
  shift
  if ! command -v "$1" >/dev/null; then
    echo "left out, for want of $1: $words"
  elif "$@" >"$work/out" 2>&1; then
    echo "ok: $words"
  else
    echo "FAILED: $words"
    cat "$work/out"
    failures=$((failures + 1))
  fi
}

for kind in man bash zsh fish; do "$nabla" manual $kind >"$work/$kind"; done
cp "$work/man" "$work/nabla.1"
cd "$work"
form "the manual page" mandoc -T lint -W warning nabla.1
form "bash completions" bash -n "$work/bash"
form "zsh completions" zsh -n "$work/zsh"
form "fish completions" fish --no-execute "$work/fish"
form "the desktop entry" desktop-file-validate "$sources/desktop/nabla.desktop"
form "the metadata" appstreamcli validate --no-net "$sources/desktop/nabla.metainfo.xml"
form "the notebooks' type" xmllint --noout "$sources/desktop/nabla-notebook.xml"
form "the icon" xmllint --noout "$sources/desktop/nabla.svg"
form "Fedora's recipe" rpmspec -q --qf '%{name}' "$sources/recipes/nabla.spec"
form "Arch's recipe" bash -n "$sources/recipes/PKGBUILD"
form "Homebrew's recipe" ruby -c "$sources/recipes/nabla.rb"
form "Nix's recipe" nix-instantiate --parse "$sources/recipes/default.nix"

# ---- completions complete

completed() {
  bash -c '. "$1"; nabla() { "$NABLA" "$@"; }; export NABLA="$2"; shift 2
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nabla; printf "%s\n" "${COMPREPLY[@]}"' - "$work/bash" "$nabla" "$@"
}
check() {
  words=$1
  wanted=$2
  shift 2
  if completed "$@" | grep -qx -- "$wanted"; then
    echo "ok: $words"
  else
    echo "FAILED: $words: $wanted is not in:"
    completed "$@"
    failures=$((failures + 1))
  fi
}
check "a command" render nabla re
check "an option" --theme nabla render --th
check "an option's value" board nabla play --theme bo
check "where captions go" srt nabla render x --captions s
check "a paper" letter nabla handout x --paper ""
check "nothing for a number" "" nabla render x --fps ""
check "a lesson" linear-algebra/transformations nabla show linear-algebra/tr

# Every command has its page, its options and its completions: they are made from one table.
"$nabla" --help | awk '/^  [a-z]/ { print $1 }' >"$work/commands"
while read -r command; do
  for kind in man bash zsh fish; do
    grep -q -- "$command" "$work/$kind" || { echo "FAILED: $command is not in $kind"; failures=$((failures + 1)); }
  done
done <"$work/commands"
exit $failures

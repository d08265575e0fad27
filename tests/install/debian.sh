#!/bin/sh
# The Debian package on a clean Debian: installed with what it depends on, used, upgraded and removed. It makes a root of
# its own with debootstrap, which takes some minutes and wants root: no test of the gate's, but to be run before a release.
#
#   debian.sh PACKAGE.deb [ROOT]     ROOT: a folder to make the root in, or one that has been made before
set -eu
package=$(realpath "$1")
root=${2:-$(mktemp -d)}

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }

expect() {
  words=$1
  shift
  if "$@" >"$root/tmp/out" 2>&1; then
    echo "ok: $words"
  else
    echo "FAILED: $words"
    tail -n 20 "$root/tmp/out"
    exit 1
  fi
}

if [ ! -d "$root/var/lib/dpkg" ]; then
  mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[.*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
  debootstrap --variant=minbase bookworm "$root" "$mirror" >"/tmp/debootstrap.$$" 2>&1 || { tail "/tmp/debootstrap.$$"; exit 1; }
  rm -f "/tmp/debootstrap.$$"
  cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
fi
mount --bind /proc "$root/proc"
trap 'umount "$root/proc"' EXIT
cp "$package" "$root/tmp/nabla.deb"

# The same package as a later version, to upgrade to.
rm -rf "$root/tmp/later" "$root/tmp/own"
dpkg-deb -R "$package" "$root/tmp/later"
sed -i 's/^Version: .*/&+later/' "$root/tmp/later/DEBIAN/control"
dpkg-deb -b "$root/tmp/later" "$root/tmp/later.deb" >/dev/null

expect "apt knows Debian's packages" inside apt-get update
expect "it installs with its dependencies" inside apt-get install -y --no-install-recommends /tmp/nabla.deb
expect "the program runs" inside nabla --version
expect "it lists lessons" sh -c "chroot '$root' nabla list | grep -q transformations"
expect "it makes a picture" inside nabla render linear-algebra/transformations -o /tmp/a.png --at 3 --size 320x180
expect "it makes a film" inside nabla render linear-algebra/transformations -o /tmp/a.mp4 --from 1 --to 1.2 --size 320x180 -q
expect "there is a manual page" test -s "$root/usr/share/man/man1/nabla.1.gz"
expect "a compiler can be added" inside apt-get install -y --no-install-recommends tcc libc6-dev pkg-config
expect "a new lesson is written" sh -c "chroot '$root' sh -c 'cd /tmp && nabla new own/lesson -q'"
expect "and makes a picture" inside nabla render /tmp/own/lesson.c -o /tmp/b.png --at 1 --size 320x180
expect "pkg-config finds libnabla" inside pkg-config --exists nabla
expect "it upgrades" inside apt-get install -y --no-install-recommends /tmp/later.deb
expect "and still runs" inside nabla list
expect "it is removed" inside apt-get purge -y nabla
left=$(find "$root/usr" -name '*nabla*' | head -n 5)
[ -z "$left" ] || { echo "FAILED: it left $left"; exit 1; }
echo "ok: and leaves nothing"

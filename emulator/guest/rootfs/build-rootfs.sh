#!/bin/sh
# Packs the guest's userland: build-rootfs.sh PROGRAMS_FOLDER AGENT_FOLDER CRUN OUTPUT_FOLDER
# PROGRAMS_FOLDER has Debian's static i386 `busybox` and `bash` and a `terminfo` folder, AGENT_FOLDER the static
# `agent` and `docker` of ../agent.
# Leaves OUTPUT_FOLDER/initrd.cpio (newc), in which the same inputs give the same bytes.
set -eu
programs=$(readlink -f "$1") busybox=$(readlink -f "$1")/busybox agent=$(readlink -f "$2") crun=$(readlink -f "$3") out=$(readlink -f "$4")
here=$(dirname "$(readlink -f "$0")")
root=$out/root
rm -rf "$root"
umask 022
mkdir -p "$root"
cd "$root"
mkdir -p bin sbin usr/bin usr/sbin usr/local/bin usr/local/sbin etc proc sys dev run tmp mnt root home workspace var/lib/docker
ln -s ../run var/run
chmod 1777 tmp
chmod 700 root

install -m 755 "$busybox" bin/busybox
# Not linked: what would be PID 1, and package tools that have no packages here.
"$busybox" --list-full | grep -vxE 'bin/busybox|sbin/init|linuxrc|usr/bin/dpkg|usr/bin/dpkg-deb|bin/rpm|usr/bin/rpm2cpio' |
  while IFS= read -r applet; do ln -s /bin/busybox "$applet"; done

install -m 755 "$programs/bash" bin/bash
mkdir -p lib
cp -R "$programs/terminfo" lib/terminfo

install -m 755 "$crun" usr/bin/crun
install -m 755 "$agent/agent" sbin/agent
install -m 755 "$agent/docker" usr/bin/docker
ln -s sbin/agent init
# Further names of the agent (agent.c).
ln -s agent sbin/container-files
ln -s agent sbin/kernel-report
ln -s agent sbin/tree-archive
ln -s agent sbin/docker-init
cp -R "$here/files/." .
# So that bash takes what is typed for UTF-8: LANG is C.UTF-8. The same on all architectures that are little-endian.
mkdir -p usr/lib/locale
cp -R /usr/lib/locale/C.utf8 usr/lib/locale/

find . -exec touch --no-dereference --date=@0 {} +
find . | LC_ALL=C sort | cpio --quiet --create --format=newc --reproducible --owner=0:0 >"$out/initrd.cpio"
cd /
rm -rf "$root"

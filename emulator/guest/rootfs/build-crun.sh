#!/bin/sh
# Builds crun, static and small, for i386: build-crun.sh SOURCE_FOLDER SYSROOT OUTPUT_FOLDER JOBS
# SOURCE_FOLDER has Debian's crun_*.orig.tar.* and crun_*.debian.tar.*; SYSROOT the unpacked i386 -dev packages of
# libyajl, libcap and libseccomp. Leaves OUTPUT_FOLDER/crun. Works in OUTPUT_FOLDER/build, which it removes when done.
#
# Static and at a fixed address, because a container start runs crun several times and every relocation is emulated.
set -eu
here=$(dirname "$(readlink -f "$0")")
sources=$(readlink -f "$1") sysroot=$(readlink -f "$2") out=$(readlink -f "$3") jobs=$4
build=$out/build
mkdir -p "$build"
cd "$build"
tar -xf "$sources"/crun_*.orig.tar.?z --strip-components=1
tar -xf "$sources"/crun_*.debian.tar.?z
while IFS= read -r patch; do patch -s -p1 <"debian/patches/$patch"; done <debian/patches/series
for patch in "$here"/crun-*.patch; do patch -s -p1 <"$patch"; done

flags='-O2 -D_FILE_OFFSET_BITS=64 -march=i686 -msse2 -fno-pie -ffunction-sections -fdata-sections'
# configure cannot run programs of the target to see that its malloc is glibc's.
export ac_cv_func_malloc_0_nonnull=yes ac_cv_func_realloc_0_nonnull=yes
./configure --quiet --host=i686-linux-gnu --disable-dependency-tracking --disable-shared --enable-static \
  --disable-systemd --disable-criu --disable-dl --without-python-bindings \
  CFLAGS="$flags" CPPFLAGS="-I$sysroot/usr/include" LDFLAGS="-L$sysroot/usr/lib/i386-linux-gnu -no-pie" \
  YAJL_CFLAGS="-I$sysroot/usr/include" YAJL_LIBS=-lyajl_s LIBS='-lyajl_s -lm'
make git-version.h
# First, on its own: it generates headers that the rest does not wait for.
make -j"$jobs" -C libocispec CFLAGS="$flags"
make -j"$jobs" crun CFLAGS="$flags" crun_LDFLAGS='-all-static -no-pie -Wl,--gc-sections'
i686-linux-gnu-strip -o "$out/crun" crun
"$out/crun" --version
cd /
rm -rf "$build"

#!/bin/sh
# Builds the guest's kernel: build-kernel.sh LINUX_SOURCE.tar.xz CONFIG_FRAGMENT OUTPUT_FOLDER JOBS
# Leaves OUTPUT_FOLDER/bzImage and OUTPUT_FOLDER/config. Works in OUTPUT_FOLDER/build, which it removes when done.
set -eu
source=$1 fragment=$2 out=$3 jobs=$4
build=$out/build
mkdir -p "$build"
tar -xf "$source" -C "$build" --strip-components=1
cd "$build"

# Fixed, so that the same inputs give the same kernel.
export KBUILD_BUILD_USER=slipway KBUILD_BUILD_HOST=slipway KBUILD_BUILD_TIMESTAMP='1 Jan 2024 00:00:00 UTC' KBUILD_BUILD_VERSION=1
kernel_make() { make -s ARCH=i386 CROSS_COMPILE=i686-linux-gnu- "$@"; }

kernel_make tinyconfig
cat "$fragment" >>.config
kernel_make olddefconfig
refused=$(grep -E '^CONFIG_' "$fragment" | while IFS= read -r line; do
  name=${line%%=*} value=${line#*=}
  if [ "$value" = n ]; then ! grep -q "^$name=" .config || echo "$line"; else grep -qxF "$line" .config || echo "$line"; fi
done)
if [ -n "$refused" ]; then
  echo "Kconfig did not take these lines of $fragment:" "$refused" >&2
  exit 1
fi
cp .config "$out/config"

# Not silent: a caller turns the lines of make into a percentage.
make ARCH=i386 CROSS_COMPILE=i686-linux-gnu- -j"$jobs" bzImage
cp arch/x86/boot/bzImage "$out/bzImage"
cd /
rm -rf "$build"

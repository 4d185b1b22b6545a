#!/bin/sh
# Options, or a first word that is no command, are for node: `docker run node app.js`, `docker run node -p 1+1`.
set -e

if [ "${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && [ ! -x "$1" ]; }; then
  set -- node "$@"
fi

exec "$@"

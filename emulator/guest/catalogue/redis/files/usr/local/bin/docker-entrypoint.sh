#!/bin/sh
# Options or a configuration file alone mean redis-server; as root, the server gives up being root first.
set -e

case ${1:-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid=redis --regid=redis --init-groups -- "$0" "$@"
fi

# What redis writes is its own business, unless somebody asked for another mask.
if [ "$(umask)" = 0022 ]; then
  umask 0077
fi

# Protected mode would refuse every other container, and a container is reached only by whom it is published to. An
# explicit setting, as an option or in a configuration file, stays.
if [ "$1" = redis-server ]; then
  case "$*" in
    *protected-mode* | *' --version'* | *' -v'* | *' --help'* | *' -h'*) ;;
    *)
      if ! { [ -f "${2:-}" ] && grep -q '^[[:space:]]*protected-mode' "$2"; }; then
        set -- "$@" --protected-mode no
      fi
      ;;
  esac
fi

exec "$@"

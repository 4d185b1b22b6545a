#!/bin/sh
# Runs the scripts of /docker-entrypoint.d when the container is to run nginx, then the command.
set -e

say() {
  if [ -z "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
    echo "$0: $*"
  fi
}

configure() {
  found=$(find /docker-entrypoint.d/ -mindepth 1 -maxdepth 1 ! -type d | sort -V)
  if [ -z "$found" ]; then
    say 'No files found in /docker-entrypoint.d/, skipping configuration'
    return
  fi
  say '/docker-entrypoint.d/ is not empty, will attempt to perform configuration'
  for script in $found; do
    case $script in
      *.envsh | *.sh)
        if [ ! -x "$script" ]; then
          say "Ignoring $script, not executable"
        elif [ "${script%.envsh}" != "$script" ]; then
          say "Sourcing $script"
          . "$script"
        else
          say "Launching $script"
          "$script"
        fi
        ;;
      *) say "Ignoring $script" ;;
    esac
  done
  say 'Configuration complete; ready for start up'
}

case $1 in
  nginx | nginx-debug) configure ;;
esac

exec "$@"

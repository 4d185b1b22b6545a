#!/bin/sh
# healthcheck.sh [--connect] [--innodb_initialized]: exit code 0 when the server takes connections, as in the official image.
set -eu
for option in "$@"; do
  case $option in
    --connect | --innodb_initialized | --su-mysql | --su=mysql) ;;
    *)
      echo "healthcheck.sh: unknown option $option" >&2
      exit 1
      ;;
  esac
done
# Over TCP: the server that runs the first scripts listens on its socket only. Being refused is being answered.
if ! message=$(mariadb-admin --protocol=tcp --host=127.0.0.1 --connect-timeout=5 --user=healthcheck --password= ping 2>&1); then
  echo "$message" >&2
  exit 1
fi

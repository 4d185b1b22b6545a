#!/bin/bash
# Starts the server; on an empty data folder first makes the users and the database that the environment asks for.
# Variables are those of the official images, with MARIADB_ or MYSQL_ before the name, and NAME_FILE for a file.
set -euo pipefail

log() { echo "$(date --rfc-3339=seconds | tr ' ' T) [$1] [Entrypoint]: $2" >&2; }
fail() {
  log ERROR "$1"
  exit 1
}

# setting NAME: the value of MARIADB_NAME, MYSQL_NAME, or of the file that either's _FILE names
setting() {
  local prefix variable file
  for prefix in MARIADB MYSQL; do
    variable=${prefix}_$1 file=${prefix}_$1_FILE
    if [ -n "${!variable:-}" ] && [ -n "${!file:-}" ]; then fail "Both $variable and $file are set (but are exclusive)"; fi
    if [ -n "${!file:-}" ]; then
      [ -r "${!file}" ] || fail "$file: cannot read ${!file}"
      printf %s "$(<"${!file}")"
      return
    fi
    if [ -n "${!variable:-}" ]; then
      printf %s "${!variable}"
      return
    fi
  done
}

quoted() { # as a string of SQL
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\\\'}"
}

named() { # as an identifier of SQL
  printf '`%s`' "${1//\`/\`\`}"
}

# The statements that make root, the database and its user.
accounts() {
  local root=$1 host database user password
  database=$(setting DATABASE) user=$(setting USER) password=$(setting PASSWORD) host=$(setting ROOT_HOST)
  echo "FLUSH PRIVILEGES;"
  echo "SET PASSWORD FOR 'root'@'localhost' = PASSWORD($(quoted "$root"));"
  host=${host:-%}
  if [ "$host" != localhost ]; then
    echo "CREATE USER 'root'@$(quoted "$host") IDENTIFIED BY $(quoted "$root");"
    echo "GRANT ALL ON *.* TO 'root'@$(quoted "$host") WITH GRANT OPTION;"
  fi
  if [ -n "$database" ]; then
    log Note "Creating database $database"
    echo "CREATE DATABASE IF NOT EXISTS $(named "$database");"
  fi
  if [ -n "$user" ]; then
    [ "$user" != root ] || fail "MARIADB_USER=\"root\" is not for the root user: remove it and use MARIADB_ROOT_PASSWORD"
    [ -n "$password" ] || fail "MARIADB_USER is set, but not MARIADB_PASSWORD"
    log Note "Creating user $user"
    echo "CREATE USER $(quoted "$user")@'%' IDENTIFIED BY $(quoted "$password");"
    if [ -n "$database" ]; then
      log Note "Giving user $user access to schema $database"
      echo "GRANT ALL ON $(named "${database//_/\\_}").* TO $(quoted "$user")@'%';"
    fi
  fi
}

# Runs the files of /docker-entrypoint-initdb.d against a server that nobody else reaches.
run_scripts() {
  local root=$1 database file server client
  database=$(setting DATABASE)
  shift
  log Note "Starting temporary server"
  "$@" --skip-networking --socket=/run/mysqld/init.sock >&2 &
  server=$!
  client=(mariadb --socket=/run/mysqld/init.sock -uroot --comments)
  export MYSQL_PWD=$root
  until mariadb-admin --socket=/run/mysqld/init.sock -uroot ping >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || fail "Unable to start server."
    sleep 0.3
  done
  [ -z "$database" ] || client+=("$database")
  for file in /docker-entrypoint-initdb.d/*; do
    log Note "$0: running $file"
    case $file in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) "${client[@]}" <"$file" ;;
      *.sql.gz) gunzip -c "$file" | "${client[@]}" ;;
      *) log Warn "$0: ignoring $file" ;;
    esac
  done
  log Note "Stopping temporary server"
  mariadb-admin --socket=/run/mysqld/init.sock -uroot shutdown
  unset MYSQL_PWD
  wait "$server"
}

initialize() {
  local root
  root=$(setting ROOT_PASSWORD)
  if [ -z "$root" ] && [ -z "$(setting ALLOW_EMPTY_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD)" ]; then
    if [ -z "$(setting RANDOM_ROOT_PASSWORD)" ]; then
      log ERROR "Database is uninitialized and password option is not specified"
      echo "	You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD" >&2
      exit 1
    fi
    root=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
    log Note "GENERATED ROOT PASSWORD: $root"
  fi
  log Note "Initializing database files"
  accounts "$root" >/run/mysqld/accounts.sql
  # In a folder beside: what a stop in the middle leaves is no data folder, and the next start begins again.
  rm -rf "$data/.initial"
  cp -a /usr/share/mysql/initial "$data/.initial"
  "$@" --datadir="$data/.initial" --bootstrap --skip-networking </run/mysqld/accounts.sql >&2 ||
    fail "the server did not take its first settings"
  rm /run/mysqld/accounts.sql
  mv "$data"/.initial/[!m]* "$data"/
  # Its presence says that the folder is complete.
  mv "$data"/.initial/m* "$data"/
  rmdir "$data/.initial"
  log Note "Database files initialized"
  if [ -n "$(ls /docker-entrypoint-initdb.d)" ]; then run_scripts "$root" "$@"; fi
  log Note "MariaDB init process done. Ready for start up."
}

case ${1:-} in
  -*) set -- mariadbd "$@" ;;
esac

case ${1:-} in
  mariadbd | mysqld)
    if [ "${2:-}" != --help ] && [ "${2:-}" != --version ] && [ "${2:-}" != -V ]; then
      if [ "$(id -u)" = 0 ]; then
        # A folder for run-time files, which a tmpfs at /run hides.
        install -d -o mysql -g mysql -m 1777 /run/mysqld
        find /var/lib/mysql ! -user mysql -exec chown mysql: {} +
        log Note "Switching to dedicated user 'mysql'"
        exec setpriv --reuid=mysql --regid=mysql --init-groups -- "$0" "$@"
      fi
      data=/var/lib/mysql
      if [ ! -d "$data/mysql" ]; then initialize "$@"; fi
    fi
    ;;
esac

exec "$@"

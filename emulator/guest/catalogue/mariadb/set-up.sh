# The names that MySQL gave the programs; scripts and health checks still call them.
for name in mariadb:mysql mariadbd:mysqld mariadb-admin:mysqladmin mariadb-dump:mysqldump mariadb-import:mysqlimport \
  mariadb-show:mysqlshow; do
  program=/usr/bin/${name%%:*}
  [ -e "$program" ] || program=/usr/sbin/${name%%:*}
  [ -e "${program%/*}/${name##*:}" ] || ln -s "${name%%:*}" "${program%/*}/${name##*:}"
done

groupadd --system --gid 999 mysql
useradd --system --uid 999 --gid mysql --home-dir /var/lib/mysql --shell /usr/sbin/nologin mysql
mkdir -p /var/lib/mysql /run/mysqld /docker-entrypoint-initdb.d
chown mysql:mysql /var/lib/mysql /run/mysqld
chmod 1777 /run/mysqld

# What a first start begins with: the system tables, made here once, where it takes a second and not a minute.
initial=/usr/share/mysql/initial
mkdir -p "$initial"
chown mysql:mysql "$initial"
mariadb-install-db --user=mysql --datadir="$initial" --auth-root-authentication-method=normal --skip-test-db \
  --skip-name-resolve --cross-bootstrap >/dev/null
rm -f "$initial"/ib_buffer_pool "$initial"/*.pid

# The test suite's plugins and translations of messages, which no server here is asked for.
find /usr/share/mysql -mindepth 1 -maxdepth 1 -type d ! -name english ! -name charsets ! -name initial -exec rm -rf {} +
rm -f /usr/bin/aria_* /usr/bin/myisam* /usr/bin/innochecksum

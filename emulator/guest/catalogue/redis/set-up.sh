# Debian's service: its configuration, folders and timers. A container's data is in /data.
rm -rf /etc/redis /etc/default/redis-server /etc/init.d/redis-server /etc/logrotate.d/redis-server \
  /usr/lib/systemd/system/redis* /lib/systemd/system/redis* /etc/systemd/system/redis* /var/lib/redis /var/log/redis
usermod --home /data redis
mkdir -p /data
chown redis:redis /data

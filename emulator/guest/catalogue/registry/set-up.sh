# Debian's service around it: a user, folders and a configuration of its own.
rm -rf /var/lib/docker-registry /lib/systemd/system/docker-registry* /etc/init.d/docker-registry /etc/logrotate.d/docker-registry
mkdir -p /var/lib/registry
ln -s docker-registry /usr/bin/registry

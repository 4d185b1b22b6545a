# The user of the official image, with its number; Debian's package runs as www-data.
groupadd --system --gid 101 nginx
useradd --system --gid nginx --no-create-home --home-dir /nonexistent --shell /bin/false \
  --comment 'nginx user' --uid 101 nginx

# Debian's choice of sites, modules and proxies' parameters; conf.d is all there is to it here.
rm -rf /etc/nginx/sites-available /etc/nginx/sites-enabled /etc/nginx/modules-available /etc/nginx/modules-enabled \
  /etc/nginx/snippets /etc/nginx/koi-utf /etc/nginx/koi-win /etc/nginx/win-utf /etc/nginx/proxy_params \
  /etc/ufw /var/www /etc/logrotate.d/nginx /usr/share/nginx/html/index.nginx-debian.html
chown -R nginx:root /var/lib/nginx
mkdir -p /var/cache/nginx
chown nginx:root /var/cache/nginx

ln -sf /dev/stdout /var/log/nginx/access.log
ln -sf /dev/stderr /var/log/nginx/error.log
# Into a file: the links above lead to whatever the output is, and nginx cannot open a socket.
nginx -t -q > /tmp/nginx-t 2>&1 || { cat /tmp/nginx-t; exit 1; }

# title: a volume inside a bind mount, as Node tutorials have it
docker run --rm -v /srv/app:/app busybox sh -c 'mkdir -p /app/node_modules; echo host > /app/node_modules/x; echo code > /app/index.js'
docker run --rm -v /app/node_modules -v /srv/app:/app busybox sh -c 'ls /app; ls /app/node_modules; cat /app/index.js'
docker run --rm -v /srv/app:/app busybox cat /app/node_modules/x

# title: ports of one address
docker run -d --name a1 -p 127.0.0.1:8080:80 busybox sh -c 'while :; do printf "HTTP/1.0 200 OK\r\n\r\nhello" | nc -l -p 80; done'
"$NODE" "$PROGRAMS/get.mjs" http://127.0.0.1:8080/
docker ps --format '{{.Ports}}'; docker port a1
docker run -d --name b1 -p 127.0.0.2:8080:80 busybox sleep 100; docker port b1
docker run -d --name c1 -p 8080:80 busybox sleep 100 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm --name e1 -p 10.99.99.99:81:80 busybox true
docker run --rm -p nosuch:81:80 busybox true
docker run --rm -p 127.0.0.1::80 busybox true; docker run -d --name d1 -p 127.0.0.1::80 busybox sleep 100; docker port d1 | sed 's/:[0-9]*$/:PORT/'

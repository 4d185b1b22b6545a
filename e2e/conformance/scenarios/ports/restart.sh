# title: ports after a restart
docker run -d --name a1 -p 8080:80 -p 81 busybox sh -c 'while :; do printf "HTTP/1.0 200 OK\r\n\r\nhello" | nc -l -p 80; done'
docker port a1 80; docker port a1 81 | sed 's/:[0-9]*$/:PORT/'
docker restart -t 0 a1; docker port a1 80
"$NODE" "$PROGRAMS/get.mjs" http://127.0.0.1:8080/
docker stop -t 0 a1; docker port a1; docker inspect -f '{{json .NetworkSettings.Ports}}' a1
docker start a1; docker port a1 80
docker pause a1; docker port a1 80; docker unpause a1
docker kill a1; docker run -d --name b1 -p 8080:80 busybox sleep 100; docker start a1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' a1

# title: -p HOST:CONTAINER
docker run -d --name w1 -p 8080:80 busybox sh -c 'while :; do printf "HTTP/1.0 200 OK\r\n\r\nhello" | nc -l -p 80; done'
docker ps --format '{{.Ports}}'
docker port w1
docker port w1 80
docker port w1 81
"$NODE" "$PROGRAMS/get.mjs" http://127.0.0.1:8080/
docker inspect -f '{{json .NetworkSettings.Ports}} {{json .HostConfig.PortBindings}}' w1

# title: Ctrl-C ends logs -f, the container lives on
docker run -d --name l1 busybox sh -c 'echo begin; sleep 100'
timeout -s INT 1.5 docker logs -f l1; echo $?
docker ps --format '{{.Names}}'

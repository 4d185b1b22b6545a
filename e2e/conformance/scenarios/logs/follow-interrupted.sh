# title: Ctrl-C ends logs -f, the container lives on
docker run -d --name l1 busybox sh -c 'echo begin; sleep 100'
interrupting SIGINT begin docker logs -f l1; echo $?
interrupting SIGTERM begin docker logs -f l1; echo $?
docker ps --format '{{.Names}}'

# title: --restart on-failure and always
docker run -d --name r1 --restart on-failure:2 busybox false
sleep 3; docker inspect -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}' r1
docker run -d --name always --restart always busybox sh -c 'echo run; sleep 0.3; exit 0'
sleep 2; docker logs always | sort -u
docker rm -f always

# title: --restart on-failure and always
docker run -d --name r1 --restart on-failure:2 busybox false
soon sh -c 'docker inspect -f "{{.RestartCount}} {{.State.Status}}" r1 | grep "2 exited"'; docker inspect -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}' r1
docker run -d --name always --restart always busybox sh -c 'echo run; sleep 0.3; exit 0'
soon sh -c 'docker logs always | grep -c run | grep -v ^1$'; docker logs always | sort -u
docker rm -f always

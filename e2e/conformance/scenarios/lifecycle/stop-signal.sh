# title: --stop-signal and stop -s
docker run -d --name s1 --stop-signal USR1 busybox sh -c 'trap "exit 8" USR1; echo ready; while :; do sleep 0.1; done'
soon sh -c 'docker logs s1 | grep ready'; docker stop s1
docker inspect -f '{{.State.ExitCode}}' s1
docker run --rm --stop-signal NOSUCH busybox true

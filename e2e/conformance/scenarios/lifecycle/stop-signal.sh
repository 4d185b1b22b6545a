# title: --stop-signal and stop -s
docker run -d --name s1 --stop-signal USR1 busybox sh -c 'trap "exit 8" USR1; while :; do sleep 0.1; done'
sleep 0.5; docker stop s1
docker inspect -f '{{.State.ExitCode}}' s1
docker run --rm --stop-signal NOSUCH busybox true

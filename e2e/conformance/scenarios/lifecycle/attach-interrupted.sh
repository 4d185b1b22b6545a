# title: the signal of an attached client goes to the container
docker run -d --name a1 busybox sh -c 'trap "exit 7" INT; while :; do sleep 0.1; done'
sleep 0.5; timeout -s INT 1 docker attach a1; sleep 0.5
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' a1

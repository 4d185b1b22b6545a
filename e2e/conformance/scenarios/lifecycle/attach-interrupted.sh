# title: the signal of an attached client goes to the container
docker run -d --name a1 busybox sh -c 'trap "exit 7" INT; while :; do echo here; sleep 0.1; done'
interrupting SIGINT here docker attach a1 >/dev/null; echo $?
docker wait a1

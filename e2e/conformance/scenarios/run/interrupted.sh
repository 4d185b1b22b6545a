# title: a signal to an attached run goes to the container
interrupting SIGINT ready docker run --name i1 busybox sh -c 'trap "echo int; exit 3" INT; echo ready; while :; do sleep 0.1; done'
interrupting SIGTERM ready docker run --name t1 busybox sh -c 'trap "echo term; exit 4" TERM; echo ready; while :; do sleep 0.1; done'
interrupting SIGHUP ready docker run --name h1 busybox sh -c 'trap "echo hup; exit 5" HUP; echo ready; while :; do sleep 0.1; done'
docker inspect -f '{{.State.ExitCode}}' i1 t1 h1

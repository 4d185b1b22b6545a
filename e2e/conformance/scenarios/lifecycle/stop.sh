# title: stop sends SIGTERM, then SIGKILL
docker run -d --name soft busybox sh -c 'trap "echo bye; exit 5" TERM; echo ready; while :; do sleep 0.1; done'
soon sh -c 'docker logs soft | grep ready'; docker stop soft
docker logs soft
docker inspect -f '{{.State.ExitCode}}' soft
docker run -d --name hard busybox sleep 100
docker stop -t 1 hard
docker inspect -f '{{.State.ExitCode}}' hard
docker stop hard
docker stop nosuch

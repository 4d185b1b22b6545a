# title: events as they come, until interrupted
(sleep 1; docker run --rm --name e1 busybox true) & timeout -s INT 4 docker events --filter type=container --format '{{.Action}}'; wait

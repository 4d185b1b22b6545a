# title: Ctrl-C ends a command in a terminal
typing 'docker run -it --name t1 busybox sh -c "trap \"exit 9\" INT; echo ready; while :; do sleep 0.1; done"' ready '\003'
docker inspect -f '{{.State.ExitCode}}' t1

# title: Ctrl-C ends a command in a terminal
(sleep 1.5; printf '\003'; sleep 1) | script -qec 'docker run -it --name t1 busybox sh -c "trap \"exit 9\" INT; while :; do sleep 0.1; done"' /dev/null >/dev/null; echo $?
docker inspect -f '{{.State.ExitCode}}' t1

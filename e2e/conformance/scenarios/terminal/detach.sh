# title: Ctrl-P Ctrl-Q detaches and the process lives on
(sleep 1.5; printf '\020\021'; sleep 1) | script -qec 'docker run -it --name live busybox sh' /dev/null | tail -1 | tr -d '\r' | grep -c 'read escape'
docker ps --format '{{.Names}} {{.Command}}'

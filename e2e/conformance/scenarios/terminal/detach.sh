# title: Ctrl-P Ctrl-Q detaches and the process lives on
typing 'docker run -it --name live busybox sh' '# ' '\020\021' >/dev/null; echo $?
docker ps --format '{{.Names}} {{.Command}}'
typing 'docker attach live' '' 'echo again\n' 'again' 'exit\n' | grep -a -c again
docker ps -a --format '{{.Names}} {{.State}}'

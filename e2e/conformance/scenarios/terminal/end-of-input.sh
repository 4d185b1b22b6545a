# title: Ctrl-D ends the shell
typing 'docker run --rm -it busybox sh' '# ' '\004' >/dev/null; echo $?
typing 'docker run --rm -it busybox sh -c "echo ready; cat"' ready 'line\n' 'line' '\004' | grep -c line
docker ps -aq

# title: start -ai in a terminal
docker create -it --name s1 busybox sh
typing 'docker start -ai s1' '# ' 'echo A$((1+1))B; exit 7\n' | grep -a '^A2B'; docker inspect -f '{{.State.ExitCode}}' s1
typing 'docker start -ai s1' '# ' 'exit\n' >/dev/null; echo $?
docker logs s1 | grep -a -c '^A2B'

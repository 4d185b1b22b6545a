# title: Ctrl-C and Ctrl-P Ctrl-Q in an exec
docker run -d --name c1 busybox sleep 100
typing 'docker exec -it c1 sh -c "trap \"exit 8\" INT; echo ready; while :; do sleep 0.1; done"' ready '\003' >/dev/null; echo $?
typing 'docker exec -it c1 sh' '# ' '\020\021' >/dev/null; echo $?
typing 'docker exec -it c1 sh -c "echo ready; read x; echo got \$x"' ready 'typed\n' | tail -1
typing 'stty rows 40 cols 111; docker exec -it c1 sh' '# ' 'until stty size | grep -q 40; do sleep 0.1; done; stty size\n' '40 111' 'exit\n' | grep '^40'

# title: a shell in a terminal, its exit code
typing 'docker run --rm -it busybox sh -c "echo ready; read line; echo in \$((line + 2)); exit 3"' ready '40\n' | tail -1
typing 'docker run --rm -it busybox sh' '# ' 'exit 5\n' >/dev/null; echo $?

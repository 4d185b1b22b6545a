# title: a shell in a terminal, its exit code
(sleep 1; printf 'echo in $((40 + 2))\nexit 3\n'; sleep 1) | script -qec 'docker run --rm -it busybox sh' /dev/null | tr -d '\r' | grep -a '^in'
(sleep 1; printf 'exit 3\n'; sleep 1) | script -qec 'docker run --rm -it busybox sh' /dev/null >/dev/null; echo $?

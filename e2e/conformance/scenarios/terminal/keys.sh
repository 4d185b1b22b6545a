# title: keys that only begin like the detach sequence
typing 'docker run --rm -it busybox sh -c "echo ready; read -n 3 x; printf %s \$x | od -c"' ready '\020ab' | sed -n '/^0000000/p'
typing 'docker run -it --name d1 --detach-keys ctrl-x busybox sh' '# ' '\030' >/dev/null; echo $?
docker ps --format '{{.Names}}'
docker run -d --detach-keys ctrl-1 busybox true
docker attach --detach-keys '' d1

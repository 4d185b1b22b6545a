# title: --detach-keys of its own
typing 'docker run -it --detach-keys q --name live busybox sh' '# ' 'q' >/dev/null; echo $?
docker ps --format '{{.Names}}'
typing 'docker attach --detach-keys ctrl-a,b live' '' 'true\n' '# ' '\001b' >/dev/null; echo $?
docker ps --format '{{.Names}}'
docker run --rm --detach-keys nosuch-key -it busybox true 2>&1 | head -1

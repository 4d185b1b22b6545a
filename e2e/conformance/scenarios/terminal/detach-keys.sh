# title: --detach-keys of its own
(sleep 1.5; printf 'q'; sleep 1) | script -qec 'docker run -it --detach-keys q --name live busybox sh' /dev/null >/dev/null
docker ps --format '{{.Names}}'
docker run --rm --detach-keys nosuch-key -it busybox true 2>&1 | head -1

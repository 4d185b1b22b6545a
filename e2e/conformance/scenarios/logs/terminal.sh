# title: logs of a container with a terminal
docker run -t --name l1 busybox sh -c 'echo one; echo two >&2'
docker logs l1 2>/dev/null | od -c | head -2

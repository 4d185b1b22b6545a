# title: -t gives a terminal
docker run --rm -t busybox tty
docker run --rm busybox tty
docker run --rm -t busybox sh -c 'echo one; echo two' | od -c | head -3
echo x | docker run --rm -it busybox cat

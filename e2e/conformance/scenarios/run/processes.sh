# title: process 1 is the command
docker run --rm busybox sh -c 'echo $$'
docker run --rm busybox ps -o pid,comm | head -3
docker run --rm busybox sh -c 'echo /proc/[0-9]*'

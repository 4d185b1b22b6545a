# title: --init reaps and forwards
docker run --rm --init busybox sh -c 'cat /proc/1/comm'
docker run --rm --init busybox sh -c 'exit 5'

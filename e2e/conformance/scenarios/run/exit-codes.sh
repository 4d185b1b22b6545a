# title: run passes output and exit code through
docker run --rm busybox echo hi
docker run --rm busybox sh -c 'exit 7'
docker run --rm busybox nosuchcommand
docker run --rm busybox /etc
docker run --nosuch busybox
docker run

# title: a shell that gets its script on stdin
echo 'echo from stdin; exit 9' | docker run --rm -i busybox
echo 'echo $1' | docker run --rm -i busybox sh -s argument
docker run --rm busybox </dev/null; echo $?

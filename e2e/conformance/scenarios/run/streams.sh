# title: stdout and stderr stay apart
docker run --rm busybox sh -c 'echo out; echo err >&2'
docker run --rm busybox sh -c 'echo out; echo err >&2' 2>/dev/null
docker run --rm -a stdout busybox sh -c 'echo out; echo err >&2'

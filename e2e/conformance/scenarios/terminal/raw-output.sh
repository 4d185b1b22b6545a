# title: what a terminal does to output
docker run --rm -t busybox printf 'a\nb\tc\n' | od -c | head -2
docker run --rm -t busybox sh -c 'echo err >&2' 2>/dev/null | tr -d '\r'
docker run --rm -t -e TERM=vt100 busybox sh -c 'echo $TERM'
docker run --rm -t busybox sh -c 'echo $TERM'
docker run --rm busybox sh -c 'echo "[$TERM]"'

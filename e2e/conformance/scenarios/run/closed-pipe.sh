# title: a reader that leaves, a stdin that ends
docker run --rm busybox sh -c 'yes | head -n 5'
docker run --rm busybox seq 1 30000 2>/dev/null | head -n 2
docker run --rm -i busybox sh -c 'cat; echo ended' < /dev/null
printf 'one line' | docker run --rm -i busybox sh -c 'read line; echo "[$line]"'

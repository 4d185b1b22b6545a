# title: a large output arrives whole
docker run --rm busybox seq 1 100000 | md5sum
docker run --rm busybox sh -c 'head -c 1000000 /dev/zero | tr "\0" x' | wc -c

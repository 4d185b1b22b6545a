# title: -i hands stdin over
echo typed | docker run --rm -i busybox cat
echo typed | docker run --rm busybox cat
printf 'a\nb\n' | docker run --rm -i busybox wc -l
seq 1 20000 | docker run --rm -i busybox md5sum

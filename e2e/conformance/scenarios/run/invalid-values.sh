# title: values that no flag takes
docker run --rm -m 1x busybox true
docker run --rm --cpus nosuch busybox true
docker run --rm -v /a:/b:zz busybox true
docker run --rm -p 99999:1 busybox true
docker run --rm --ulimit nosuch=1 busybox true
docker run --rm --restart nosuch busybox true
docker run --rm -m 1k busybox true
docker run --rm --cpus 1000 busybox true 2>&1 | sed 's/from .*//'

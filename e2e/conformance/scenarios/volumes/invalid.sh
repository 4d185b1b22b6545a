# title: mounts that are refused
docker run --rm -v relative/path:/x busybox true
docker run --rm -v vol:relative busybox true
docker run --rm -v a1:/x -v b1:/x busybox true
docker run --rm -v v1:/ busybox true
docker run --rm -v a1:/b:nosuch busybox true

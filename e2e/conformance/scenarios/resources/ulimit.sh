# title: --ulimit
docker run --rm --ulimit nofile=64:128 busybox sh -c 'ulimit -Sn; ulimit -Hn'
docker run --rm --ulimit core=0 busybox sh -c 'ulimit -c'
docker run --rm --ulimit nofile=200:100 busybox true

# title: memory limits that are refused
docker run --rm -m 4m busybox true
docker run --rm -m 32m --memory-swap 16m busybox true
docker run --rm --memory-swap 64m busybox true
docker run --rm -m 32m --memory-reservation 64m busybox true
docker run --rm --memory-reservation 1m busybox true
docker run --rm -m nonsense busybox true
docker run --rm -m -5 busybox true
docker run --rm --memory-swappiness 101 busybox true
docker run --rm --oom-score-adj 2000 busybox true
docker run --rm --shm-size nonsense busybox true
docker ps -aq

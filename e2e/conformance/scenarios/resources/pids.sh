# title: --pids-limit
docker run --rm --pids-limit 5 busybox sh -c 'for i in 1 2 3 4 5 6 7 8; do sleep 1 & done; wait' 2>&1 | grep -c -i 'fork'
docker run --rm --pids-limit -1 busybox echo unlimited

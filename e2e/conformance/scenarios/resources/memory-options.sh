# title: memory limits as the container and inspect see them
echo 'cd /sys/fs/cgroup; cat memory.max 2>/dev/null || cat memory/memory.limit_in_bytes' > limit
docker run --name m1 -m 64m --memory-reservation 32m --memory-swap 128m busybox sh -c "$(cat limit)"
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemoryReservation}} {{.HostConfig.MemorySwap}}' m1
docker run --rm --memory-reservation 32m busybox sh -c 'cd /sys/fs/cgroup; cat memory.low 2>/dev/null || cat memory/memory.soft_limit_in_bytes'
docker run --rm -m 64m --memory-swap -1 busybox sh -c "$(cat limit)"
docker run --rm --oom-score-adj 500 busybox cat /proc/self/oom_score_adj
docker create -m 1g --name m2 busybox; docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' m2
docker create -m 64m --memory-swap -1 --name m3 busybox; docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' m3
docker run --rm -m 64m --memory-swap 64m busybox sh -c 'head -c 8m /dev/zero | tail -c 1 | wc -c'

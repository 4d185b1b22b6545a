# title: --pids-limit as the container sees it; a fork bomb stays inside
echo 'cd /sys/fs/cgroup; cat pids.max 2>/dev/null || cat pids/pids.max' > limit
docker run --rm --pids-limit 50 busybox sh -c "$(cat limit)"
docker run --rm busybox sh -c "$(cat limit)"
docker run --rm --pids-limit 0 busybox sh -c "$(cat limit)"
docker run --rm --pids-limit -1 busybox sh -c "$(cat limit)"
docker create --name p1 --pids-limit 50 busybox; docker inspect -f '{{.HostConfig.PidsLimit}}' p1
docker create --name p2 busybox; docker inspect -f '{{.HostConfig.PidsLimit}}' p2
docker run --rm --pids-limit nonsense busybox true
docker run -d --name bomb --pids-limit 30 busybox sh -c 'while :; do sleep 100 & done' >/dev/null; sleep 1; docker run --rm busybox echo outside is well
docker rm -f bomb

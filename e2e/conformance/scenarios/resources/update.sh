# title: limits of a running container change
docker run -d --name u1 -m 64m --memory-swap 64m busybox sleep 100
docker update -m 32m u1
docker exec u1 sh -c 'cd /sys/fs/cgroup; cat memory.max 2>/dev/null || cat memory/memory.limit_in_bytes'
docker update --cpus 0.5 --cpu-shares 512 --pids-limit 20 u1
docker exec u1 sh -c 'cd /sys/fs/cgroup; cat cpu.max 2>/dev/null || echo $(cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us)'
docker exec u1 sh -c 'cd /sys/fs/cgroup; cat pids.max 2>/dev/null || cat pids/pids.max'
docker update -m 128m u1
docker update -m 128m --memory-swap 256m u1
docker update --memory-reservation 16m u1
docker update -m 1m u1
docker update --cpuset-cpus 77 u1 2>&1 | sed 's/available: .*/available: (of the machine)/'
docker update --cpuset-cpus 0 u1
docker update --restart on-failure:3 u1; docker inspect -f '{{.HostConfig.RestartPolicy}}' u1
docker update nosuch
docker update
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}} {{.HostConfig.PidsLimit}}' u1

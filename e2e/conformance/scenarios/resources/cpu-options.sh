# title: CPU limits as the container sees them, and those that are refused
echo 'cd /sys/fs/cgroup; cat cpu.max 2>/dev/null || echo $(cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us)' > limit
docker run --rm --cpus 0.5 busybox sh -c "$(cat limit)"
docker run --rm --cpu-period 50000 --cpu-quota 25000 busybox sh -c "$(cat limit)"
docker run --rm --cpu-shares 512 busybox echo ran
docker run --rm --cpuset-cpus 0 --cpuset-mems 0 busybox grep -e Cpus_allowed_list /proc/self/status
docker create --name c1 --cpuset-cpus 0 --cpuset-mems 0 --cpu-shares 512 --cpus 0.5 busybox; docker inspect -f '{{.HostConfig.CpusetCpus}} {{.HostConfig.CpusetMems}} {{.HostConfig.CpuShares}} {{.HostConfig.NanoCpus}}' c1
docker run --rm --cpu-period 100 busybox true
docker run --rm --cpu-quota 100 busybox true
docker run --rm --cpus 0.5 --cpu-period 50000 busybox true
docker run --rm --cpus nonsense busybox true
docker run --rm --cpus 0.0000000001 busybox true
docker run --rm --cpus -1 busybox true 2>&1 | sed 's/[12]\.00/N.00/; s/only [12]/only N/'
docker run --rm --cpuset-cpus nonsense busybox true
docker run --rm --cpuset-mems nonsense busybox true
docker run --rm --cpuset-cpus 77 busybox true 2>&1 | sed 's/available: .*/available: (of the machine)/'
docker run --rm --cpuset-cpus 0,77-79 busybox true 2>&1 | sed 's/available: .*/available: (of the machine)/'
docker run --rm --cpuset-mems 5 busybox true
docker run --rm --cpu-shares nonsense busybox true

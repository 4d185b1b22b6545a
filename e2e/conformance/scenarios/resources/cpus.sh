# title: --cpus and --cpu-shares
docker create --name c1 --cpus 1.5 --cpu-shares 512 busybox
docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}' c1
docker run --rm --cpus 0.5 busybox echo ran
docker run --rm --cpuset-cpus 77 busybox true

# title: --cpus and --cpu-shares
docker create --name c1 --cpus 0.75 --cpu-shares 512 busybox
docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}' c1
docker run --rm --cpus 0.5 busybox echo ran
docker run --rm --cpus 99 busybox true 2>&1 | sed 's/[12]\.00/N.00/; s/only [12]/only N/'

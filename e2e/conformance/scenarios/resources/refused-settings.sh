# title: devices, groups and security options that cannot be
docker run --rm --log-driver nosuch busybox true
docker run --rm --device /dev/nosuch busybox true
docker run --rm --device-cgroup-rule nonsense busybox true
docker run --rm --device-read-bps nonsense busybox true
docker run --rm --blkio-weight 5 busybox true
docker run --rm --group-add nosuch busybox true
docker run --rm --security-opt seccomp=/no/such/file busybox true
docker run --rm --security-opt seccomp busybox true
docker ps -a --format '{{.Status}}'

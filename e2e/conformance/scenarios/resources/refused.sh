# title: options for what the machine does not have
docker run --rm --storage-opt size=1G busybox true
docker run --rm --runtime nosuch busybox true
docker run --rm --gpus all busybox true
docker run --rm --userns nosuch busybox true
docker run --rm --cgroupns nosuch busybox true
docker run --rm --uts nosuch busybox true
docker run --rm --ipc nosuch busybox true
docker run --rm --isolation nosuch busybox true
docker run --rm --volume-driver nosuch -v v1:/x busybox true
docker run --rm --log-driver nosuch busybox true
docker run --rm --device /dev/nosuch busybox true
docker run --rm --device-cgroup-rule nonsense busybox true
docker run --rm --device-read-bps nonsense busybox true
docker run --rm --blkio-weight 5 busybox true
docker run --rm --group-add nosuch busybox true
docker run --rm --security-opt seccomp=/no/such/file busybox true
docker run --rm --security-opt seccomp busybox true
docker ps -a --format '{{.Status}}'

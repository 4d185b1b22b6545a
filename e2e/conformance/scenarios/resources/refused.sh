# title: modes and drivers that the machine does not have
docker run --rm --storage-opt size=1G busybox true
docker run --rm --runtime nosuch busybox true
docker run --rm --gpus all busybox true
docker run --rm --userns nosuch busybox true
docker run --rm --cgroupns nosuch busybox true
docker run --rm --uts nosuch busybox true
docker run --rm --ipc nosuch busybox true
docker run --rm --isolation nosuch busybox true
docker run --rm --volume-driver nosuch -v v1:/x busybox true
docker ps -a --format '{{.Status}}'

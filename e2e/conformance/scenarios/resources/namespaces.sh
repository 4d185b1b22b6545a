# title: --pid, --ipc, --uts of another container
docker run -d --name base -h basehost busybox sleep 100
docker run --rm --pid container:base busybox ps -o comm | grep sleep
docker run --rm --pid container:nosuch busybox true
docker run --rm --uts host busybox true
docker run --rm --network container:base busybox hostname
docker run --rm --ipc none busybox echo ipc
docker run --rm --pid nonsense busybox true

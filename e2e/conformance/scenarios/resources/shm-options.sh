# title: /dev/shm
docker run --rm --shm-size 1m busybox sh -c 'head -c 2m /dev/zero > /dev/shm/f; ls -l /dev/shm | tail -1 | tr -s " " | cut -d" " -f5'
docker run --rm busybox stat -c %a /dev/shm
docker create --name s1 busybox; docker create --name s2 --shm-size 8m busybox; docker inspect -f '{{.HostConfig.ShmSize}}' s1 s2
docker run --rm --shm-size -1 busybox true
docker run --rm --ipc none busybox ls -d /dev/shm
docker run --rm --tmpfs /dev/shm:size=2m busybox df -k /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2

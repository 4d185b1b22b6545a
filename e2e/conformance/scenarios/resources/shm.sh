# title: --shm-size
docker run --rm busybox df -k /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2
docker run --rm --shm-size 8m busybox df -k /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2

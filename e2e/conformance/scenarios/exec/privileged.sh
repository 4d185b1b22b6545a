# title: what an exec may not
docker run -d --name c1 busybox sleep 100
docker exec c1 mount -t tmpfs none /mnt
docker exec c1 hostname other
docker exec c1 sh -c 'echo 1 > /proc/sys/kernel/panic'
docker exec c1 grep -c /mnt /proc/mounts

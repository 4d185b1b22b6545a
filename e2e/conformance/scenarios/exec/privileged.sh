# title: what an exec may
docker run -d --name c1 busybox sleep 100
docker exec c1 mount -t tmpfs none /mnt
docker exec --privileged c1 mount -t tmpfs none /mnt
docker exec c1 grep -c /mnt /proc/mounts

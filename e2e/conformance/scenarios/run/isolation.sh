# title: what a container sees of itself
docker run --rm busybox sh -c 'ls /'
docker run --rm busybox sh -c 'cat /proc/1/cmdline | tr "\0" " "'
docker run --rm busybox sh -c 'echo 1 > /proc/sys/kernel/hostname'
docker run --rm busybox hostname other
docker run --rm busybox mount -t tmpfs none /mnt
docker run --rm busybox sh -c 'ls /dev | sort | tr "\n" " "'

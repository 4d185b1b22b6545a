# title: --cap-add and --cap-drop
docker run --rm busybox grep CapEff /proc/self/status
docker run --rm --cap-drop ALL busybox grep CapEff /proc/self/status
docker run --rm --cap-drop ALL --cap-add NET_ADMIN busybox grep CapEff /proc/self/status
docker run --rm --cap-add SYS_ADMIN busybox mount -t tmpfs none /mnt
docker run --rm --cap-drop CHOWN busybox chown 1 /etc/passwd
docker run --rm --cap-add NOSUCH busybox true
docker run --rm -u 1 busybox grep CapEff /proc/self/status

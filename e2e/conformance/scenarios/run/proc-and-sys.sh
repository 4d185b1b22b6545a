# title: masked and read-only paths
docker run --rm busybox sh -c 'wc -c < /proc/timer_list'
docker run --rm busybox sh -c 'echo 0 > /proc/sysrq-trigger'
docker run --rm busybox sh -c 'touch /sys/x'
docker run --rm --security-opt systempaths=unconfined busybox sh -c 'mount | grep -c /proc/'
docker run --rm busybox sh -c 'ls /proc/kcore >/dev/null && head -c 1 /proc/kcore | wc -c'

# title: --sysctl
docker run --rm --sysctl net.ipv4.ip_forward=0 busybox cat /proc/sys/net/ipv4/ip_forward
docker run --rm --sysctl kernel.nosuch=1 busybox true
docker run --rm --sysctl nonsense busybox true

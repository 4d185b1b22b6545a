# title: sysctls that are refused
docker run --rm --sysctl kernel.hostname=x busybox true
docker run --rm --sysctl vm.swappiness=10 busybox true
docker run --rm --sysctl net.ipv4.nosuch=1 busybox true
docker run --rm --network host --sysctl net.ipv4.ip_forward=1 busybox true
docker run --rm --sysctl kernel.msgmax=65536 --sysctl kernel.shmmax=1000000 busybox cat /proc/sys/kernel/msgmax /proc/sys/kernel/shmmax
docker run --rm --sysctl net.core.somaxconn=1024 busybox cat /proc/sys/net/core/somaxconn
docker run --rm --sysctl net.ipv4.ip_unprivileged_port_start=80 busybox cat /proc/sys/net/ipv4/ip_unprivileged_port_start
docker run --rm busybox cat /proc/sys/net/ipv4/ip_unprivileged_port_start
docker create --name s1 --sysctl net.core.somaxconn=1024 busybox; docker inspect -f '{{json .HostConfig.Sysctls}}' s1
docker run --rm busybox sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'

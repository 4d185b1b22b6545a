# title: the container's own network
docker run --rm busybox ping -c 1 -W 2 127.0.0.1 | sed -n 2p | cut -d' ' -f1-4
docker run --rm busybox sh -c 'ping -c 1 -W 2 $(hostname) | grep -c "1 packets received"'
docker run --rm busybox sh -c "ip -o -4 addr show | awk '{ print \$2 }'"
docker run --rm busybox sh -c 'ip route | grep -c default'
docker run --rm --network none busybox ip -o link show | cut -d: -f2

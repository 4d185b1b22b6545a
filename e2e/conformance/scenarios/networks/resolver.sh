# title: the resolver of user-defined networks
docker network create n1
docker run --rm --network n1 busybox sh -c 'grep -v "^#" /etc/resolv.conf | grep nameserver'
docker run --rm --network n1 busybox ping -c 1 nosuchname
docker run --rm busybox ping -c 1 nosuchname

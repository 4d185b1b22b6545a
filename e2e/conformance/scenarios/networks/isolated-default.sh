# title: a network that the default one does not see, and the host that both see
docker network create --subnet 10.5.0.0/24 n1
docker run --rm --network n1 busybox ping -c 1 -W 2 10.5.0.1 | grep -o '[0-9]*% packet loss'
docker run -d --name w1 --network n1 --ip 10.5.0.9 busybox sh -c 'while :; do echo hello | nc -l -p 80; done'
docker run --rm --network host busybox nc -w 2 10.5.0.9 80
docker run --rm busybox nc -w 1 10.5.0.9 80
docker network connect bridge w1; docker run --rm busybox nc -w 1 10.5.0.9 80

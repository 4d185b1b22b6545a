# title: containers find each other by name
docker network create n1
docker run -d --name web --network n1 --network-alias site busybox sh -c 'while :; do echo hello | nc -l -p 80; done'
sleep 0.5; docker run --rm --network n1 busybox nc web 80
docker run --rm --network n1 busybox nc site 80
docker run --rm --network n1 busybox ping -c 1 -W 2 web | sed -n '1s, (.*,,p'

# title: two networks do not see each other
docker network create a1; docker network create b1
docker run -d --name one --network a1 busybox sleep 100
ip=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' one)
docker run --rm --network a1 busybox ping -c 1 -W 2 $ip | grep -o '[0-9]* packets received\|[0-9]*% packet loss'
docker run --rm --network b1 busybox ping -c 1 -W 1 $ip | grep -o '[0-9]*% packet loss'
docker run --rm busybox ping -c 1 -W 1 $ip | grep -o '[0-9]*% packet loss'

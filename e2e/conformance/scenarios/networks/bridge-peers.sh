# title: containers of the default bridge reach each other by address
docker run -d --name one busybox sleep 100
ip=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' one)
docker run --rm busybox ping -c 1 -W 2 $ip | grep -o '[0-9]*% packet loss'
docker run --rm busybox ping -c 1 -W 2 172.17.0.1 | grep -o '[0-9]*% packet loss'
docker run --rm --link one:alias busybox ping -c 1 -W 2 alias | grep -o '[0-9]*% packet loss'

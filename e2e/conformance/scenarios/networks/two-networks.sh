# title: a container in two networks
docker network create --subnet 10.5.0.0/24 n1; docker network create --subnet 10.6.0.0/24 n2
docker run -d --name a1 --network n1 busybox sleep 100; docker run -d --name b1 --network n2 busybox sleep 100
docker create --name both --network n1 busybox sleep 100; docker network connect --alias second n2 both; docker start both
docker exec both sh -c 'ip -4 -o addr | tr -s " " | cut -d" " -f2,4 | sort; ip route | grep default | cut -d" " -f1-3'
docker exec both ping -c 1 -W 2 a1 | grep -o '[0-9]*% packet loss'
docker exec both ping -c 1 -W 2 b1 | grep -o '[0-9]*% packet loss'
docker exec b1 ping -c 1 -W 2 second | grep -o '[0-9]*% packet loss'
docker exec a1 nslookup -type=a both | grep -c 10.6
docker network inspect -f '{{range .Containers}}{{.Name}} {{end}}' n2 | tr ' ' '\n' | sort
docker ps --filter network=n2 --format '{{.Names}} {{.Networks}}' | sort
docker network disconnect n1 both; docker exec both ip route | grep default | cut -d' ' -f1-3

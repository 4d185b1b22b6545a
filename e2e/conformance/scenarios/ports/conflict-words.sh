# title: how a taken port is told, and what stays of the container
docker run -d --name a1 -p 8081:80 busybox sleep 100
docker run --name b1 -p 8081:80 busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' b1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm --name c1 -p 8081:80 busybox true; docker ps -a --format '{{.Names}}' | sort
docker run --rm -p 8081:80/udp busybox echo other protocol
docker create --name d1 -p 8081:80 -p 8082:81 busybox sleep 100; docker start d1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm -p 8082:80 busybox echo 8082 is free
docker rm -f a1; docker start d1; docker port d1 | sort

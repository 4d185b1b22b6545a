# title: ranges of ports
docker run -d --name a1 -p 9000-9002:80-82 busybox sleep 100
docker port a1
docker run -d --name b1 -p 9002-9003:80 busybox sleep 100; docker port b1 80
docker run --rm -p 9000-9002:80-81 busybox true
docker run --rm -p 9005-9001:80 busybox true
docker run --rm -p 80-82 busybox true; docker create --name c1 -p 80-82 busybox; docker inspect -f '{{json .HostConfig.PortBindings}}' c1
docker run -d --name d1 -p 9000-9002:80 busybox sleep 100 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker ps --format '{{.Names}} {{.Ports}}' | sort

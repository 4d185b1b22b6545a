# title: -p in all its forms
docker create --name a1 -p 80 -p 127.0.0.1:81:81 -p 82:82/udp -p 9000-9001:9000-9001 busybox
docker inspect -f '{{json .HostConfig.PortBindings}} {{json .Config.ExposedPorts}}' a1
docker ps -a --format '{{.Ports}}'
docker create -p 80:80:80:80 busybox
docker create -p nosuch:80 busybox
docker create -p 80:80/nosuch busybox

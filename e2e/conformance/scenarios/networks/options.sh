# title: network create with options and labels
docker network create --attachable --label a=b --opt com.docker.network.driver.mtu=1400 n1
docker network inspect -f '{{.Attachable}} {{json .Labels}} {{json .Options}} {{json .IPAM.Options}}' n1
docker run --rm --network n1 busybox cat /sys/class/net/eth0/mtu
docker network create --opt com.docker.network.bridge.name=br-own n2
docker run --rm --network host busybox test -d /sys/class/net/br-own
docker network create --opt com.docker.network.bridge.name=br-own n3 2>&1 | sed 's/[0-9a-f]\{64\}/ID/g'
docker network create --opt com.docker.network.driver.mtu=nonsense n4
docker network create --opt com.docker.network.bridge.enable_icc=nonsense n4
docker network create --label '' n5
docker network create
docker network create n6 n7
docker network create --nosuch n6
docker network ls --filter type=custom --format '{{.Name}}' | sort

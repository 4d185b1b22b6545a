# title: what capabilities change
docker run --rm busybox ip link add d0 type dummy
docker run --rm --cap-add NET_ADMIN busybox sh -c 'ip link set lo down && echo down'
docker run --rm --cap-drop NET_RAW busybox ping -c 1 127.0.0.1
docker run --rm --cap-add cap_net_admin busybox grep CapEff /proc/self/status
docker run --rm --cap-add net_admin --cap-drop all busybox grep CapEff /proc/self/status
docker run --rm --cap-drop NOSUCH busybox true
docker run --rm busybox hostname other
docker run --rm busybox date -s 2001-01-01 2>&1 | sort
docker run --rm busybox mount -o remount,rw /proc/sys
docker create --name c1 --cap-add NET_ADMIN --cap-drop chown busybox; docker inspect -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.CapDrop}}' c1
docker run --rm -u 1 --cap-add NET_BIND_SERVICE busybox grep -e CapEff -e CapBnd -e CapInh /proc/self/status

# title: namespaces of others and of the host
docker run -d --name base --ipc shareable busybox sleep 100
docker run --rm --ipc container:base busybox sh -c 'echo x > /dev/shm/shared'; docker exec base cat /dev/shm/shared
docker run -d --name closed busybox sleep 100; docker run --rm --ipc container:closed busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm --ipc host busybox echo host ipc
docker run --rm --pid host busybox sh -c 'test $$ -gt 1 && echo not the first'
docker run --rm --uts host -h name busybox true
docker run --rm --userns host busybox cat /proc/self/uid_map | tr -s ' '
docker create --name off busybox; docker run --rm --pid container:off busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm --network container:off busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker run --rm --network container:nosuch busybox true
docker run --rm --network container: busybox true
docker inspect -f '{{.HostConfig.IpcMode}} [{{.HostConfig.PidMode}}] [{{.HostConfig.UTSMode}}] [{{.HostConfig.UsernsMode}}]' base closed
docker run --rm --network container:base --network-alias x busybox true
docker run --rm --network container:base --dns 1.2.3.4 busybox true
docker run --rm --network container:base --add-host a:1.2.3.4 busybox true
docker run --rm --network container:base --link closed busybox true

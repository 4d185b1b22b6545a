# title: security options
docker run --rm --security-opt no-new-privileges=true busybox grep NoNewPrivs /proc/self/status
docker run --rm --security-opt no-new-privileges:true busybox grep NoNewPrivs /proc/self/status
docker run --rm --security-opt no-new-privileges=false busybox grep NoNewPrivs /proc/self/status
docker run --rm --security-opt no-new-privileges=perhaps busybox true
docker run --rm busybox grep NoNewPrivs /proc/self/status
docker run --rm --security-opt apparmor=unconfined busybox echo ran
docker run --rm --security-opt label=disable busybox echo ran
docker run --rm --security-opt nonsense busybox true
docker create --name s1 --security-opt no-new-privileges busybox; docker inspect -f '{{json .HostConfig.SecurityOpt}}' s1
docker run --rm busybox sh -c 'cat /proc/kcore; ls /sys/firmware'

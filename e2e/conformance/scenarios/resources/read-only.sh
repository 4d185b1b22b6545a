# title: --read-only and --tmpfs
docker run --rm --read-only busybox touch /file
docker run --rm --read-only busybox sh -c 'touch /tmp/x; echo x > /dev/shm/x; cat /dev/shm/x'
docker run --rm --read-only --tmpfs /tmp busybox sh -c 'touch /tmp/x; ls /tmp'
docker run --rm --read-only -v v1:/v busybox sh -c 'echo x > /v/f; cat /v/f'
docker run --rm --tmpfs /t busybox sh -c 'grep " /t " /proc/mounts | cut -d" " -f1-4 | sed "s/,inode64//"'
docker run --rm --tmpfs /t:size=1m,mode=1770 busybox sh -c 'stat -c %a /t; df -k /t | tail -1 | tr -s " " | cut -d" " -f2; cp /bin/busybox /t/big; echo $?'
docker run --rm --tmpfs /t:exec busybox sh -c 'cp /bin/busybox /t/echo; /t/echo runs'
docker run --rm --tmpfs /t busybox sh -c 'cp /bin/busybox /t/echo; /t/echo runs'
docker run --rm --tmpfs /t:nosuch=1 busybox true
docker run --rm --tmpfs relative busybox true
docker run --rm --tmpfs /etc busybox ls /etc
docker create --name t1 --tmpfs /t:size=1m --tmpfs /u busybox; docker inspect -f '{{json .HostConfig.Tmpfs}} {{json .Mounts}}' t1

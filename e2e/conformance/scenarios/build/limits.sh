# title: limits and networks of RUN
printf "FROM busybox\nRUN cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes\nRUN df -k /dev/shm | tail -1 | tr -s \" \" | cut -d\" \" -f2\nRUN grep myhost /etc/hosts\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --memory 64m --shm-size 8m --add-host myhost:1.2.3.4 . 2>/dev/null | grep -v -e Step -e "--->" -e Sending -e Remov -e Success
printf "FROM busybox\nRUN ls /sys/class/net | sort\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --network none --no-cache . 2>/dev/null | grep -a -x -e lo -e eth0
printf "FROM busybox\nRUN ulimit -n; ulimit -Hn\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --ulimit nofile=99:199 --no-cache . 2>/dev/null | grep -x -e 99 -e 199
DOCKER_BUILDKIT=0 docker build --memory 1k . 2>&1 | tail -1

# title: limits of builds: memory, swap, cpu, ulimits, shm, wrong ones
printf 'FROM busybox\nRUN ulimit -n; ulimit -u; df -k /dev/shm | tail -1 | tr -s " " | cut -d" " -f2\n' > Dockerfile
DOCKER_BUILDKIT=0 docker build --ulimit nofile=77:88 --ulimit nproc=1000 --shm-size 1m . 2>/dev/null | grep -a -x -e "[0-9]*"
printf 'FROM busybox\nRUN head -c 60000000 /dev/zero | tail -c 50000000 | wc -c\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm --memory 20m --memory-swap 20m . 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build --force-rm --cpu-shares 512 --cpuset-cpus 0 --cpu-period 100000 --cpu-quota 50000 -q . | cut -c1-7
DOCKER_BUILDKIT=0 docker build --memory 20m --memory-swap 10m --no-cache . 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build --shm-size x . 2>&1 | grep -a invalid; DOCKER_BUILDKIT=0 docker build --ulimit nofile=5:1 . 2>&1 | grep -a invalid; DOCKER_BUILDKIT=0 docker build --ulimit nosuch=5 . 2>&1 | grep -a invalid
DOCKER_BUILDKIT=0 docker build --memory x . 2>&1 | grep -a invalid

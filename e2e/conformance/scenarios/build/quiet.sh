# title: -q, --iidfile, several names
printf "FROM busybox\nRUN echo loud\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t a -t b:1 -t localhost:5000/c . > id 2>/dev/null; cut -c1-7 id; wc -l < id
DOCKER_BUILDKIT=0 docker build --iidfile file -t a . >/dev/null 2>&1; cmp id file; wc -c < file
docker images --format "{{.Repository}}:{{.Tag}}" | sort
DOCKER_BUILDKIT=0 docker build -t Invalid . 2>&1 | tail -1
DOCKER_BUILDKIT=0 docker build -t a:b:c . 2>&1 | tail -1
printf "FROM busybox\nRUN echo out; exit 1\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q --force-rm . 2>/dev/null

# title: docker image build and docker builder build are the same; help of build
printf "FROM busybox\n" > Dockerfile
DOCKER_BUILDKIT=0 docker image build -q -t one . 2>/dev/null | cut -c1-7
DOCKER_BUILDKIT=0 docker builder build -q -t two . 2>/dev/null | cut -c1-7
docker images --format "{{.Repository}}" | sort
docker builder prune -f 2>/dev/null
docker system df --format "{{.Type}} {{.TotalCount}}" | tail -1
DOCKER_BUILDKIT=0 docker build . . 2>&1 | tail -4
DOCKER_BUILDKIT=0 docker build --nope . 2>&1 | tail -4

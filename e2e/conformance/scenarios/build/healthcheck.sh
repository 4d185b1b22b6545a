# title: HEALTHCHECK
printf "FROM busybox\nHEALTHCHECK --interval=5m --timeout=3s --start-period=1m30s --retries=3 CMD wget -q localhost\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build --no-cache -t health . 2>/dev/null
docker inspect -f "{{json .Config.Healthcheck}}" health; docker history --no-trunc --format "{{.CreatedBy}}" health
printf "FROM health\nHEALTHCHECK NONE\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t none . | cut -c1-7; docker inspect -f "{{json .Config.Healthcheck}}" none
printf "FROM busybox\nHEALTHCHECK [\"x\"]\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nHEALTHCHECK CMD\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nHEALTHCHECK --interval=x CMD y\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nHEALTHCHECK --retries=-1 CMD y\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1

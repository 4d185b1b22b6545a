# title: FROM scratch
echo x > f
printf "FROM scratch\nCOPY f /\nCMD [\"/f\"]\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -t bare . 2>/dev/null
docker inspect -f "{{json .Config.Env}} {{json .Config.Cmd}} {{len .RootFS.Layers}}" bare
docker history --no-trunc --format "{{.CreatedBy}} {{.Size}}" bare
docker create --name bare bare >/dev/null && docker export bare | tar -t | grep -v -e /etc -e /dev -e /proc -e /sys | sort
printf "FROM scratch\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1

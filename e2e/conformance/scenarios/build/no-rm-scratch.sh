# title: the containers of FROM scratch are of no image
# images: none
printf "FROM scratch\nENV A=1\nLABEL b=c\nCMD [\"/x\"]\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --rm=false -t bare . 2>/dev/null
docker ps -a --format "{{.Command}} {{.State}}" --no-trunc
docker ps -a --format "{{.Image}}" | tail -1; docker inspect -f "{{json .Image}} {{json .Config.Image}} {{json .Config.Env}}" $(docker ps -aq | tail -1)
docker commit $(docker ps -aq | tail -1) made | cut -c1-7; docker inspect -f "{{json .Parent}} {{json .Config.Env}} {{len .RootFS.Layers}}" made
docker start $(docker ps -aq | tail -1) 2>&1 | grep -o "stat /bin/sh: no such file or directory"
docker rm $(docker ps -aq) | wc -l

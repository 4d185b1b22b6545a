# title: WORKDIR: made, relative, with variables
printf '%s\n' 'FROM busybox' 'ENV DIR=/env' 'WORKDIR /a' 'WORKDIR b' 'WORKDIR ../c' 'RUN pwd' 'WORKDIR $DIR/sub' 'RUN pwd && ls -ld /env /env/sub | cut -c1-25' 'WORKDIR /tmp' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t workdir . 2>/dev/null
docker inspect -f "{{.Config.WorkingDir}}" workdir; docker run --rm workdir pwd
docker history --no-trunc --format "{{.CreatedBy}}" workdir
docker run --rm workdir ls /a /env

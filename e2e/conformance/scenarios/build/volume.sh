# title: VOLUME in both forms; what RUN writes there afterwards is lost
printf "FROM busybox\nRUN mkdir /data && echo kept > /data/kept\nVOLUME /data /other\nVOLUME [\"/json one\"]\nRUN echo lost > /data/lost\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t volume . | cut -c1-7
docker inspect -f "{{json .Config.Volumes}}" volume
docker run --rm volume ls /data
docker history --no-trunc --format "{{.CreatedBy}}" volume
docker volume ls -q | wc -l

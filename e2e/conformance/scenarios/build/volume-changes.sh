# title: VOLUME: what COPY and RUN change there before and after, owners, links, inherited
echo copied > f
printf '%s\n' 'FROM busybox' 'RUN mkdir -m 750 /data && echo before > /data/before && chown -R 5:6 /data' 'VOLUME /data' 'COPY f /data/copied' 'RUN echo lost > /data/lost && rm /data/before && chown 7:7 /data && ls /data > /seen' 'WORKDIR /data/sub' 'RUN echo in sub > x' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t vol . | cut -c1-7
docker run --rm vol sh -c "cat /seen; stat -c '%n %A %u:%g' /data /data/* /data/sub/*"
docker history --format "{{.Size}}" vol
printf 'FROM vol\nRUN echo more > /data/more; touch /outside\nVOLUME /two\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t sub . | cut -c1-7; docker inspect -f '{{json .Config.Volumes}}' sub; docker run --rm sub ls /data /outside
docker volume ls -q | wc -l
printf 'FROM busybox\nVOLUME ""\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nVOLUME [" "]\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nVOLUME relative/path\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t rel . | cut -c1-7; docker inspect -f '{{json .Config.Volumes}}' rel

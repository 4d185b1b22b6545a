# title: COPY --chown
echo x > f; mkdir -p dir/sub; echo y > dir/sub/g
printf '%s\n' 'FROM busybox' 'COPY --chown=1:2 f /n/both' 'COPY --chown=7 f /n/user' 'COPY --chown=www-data:daemon f /n/names' 'COPY --chown=daemon dir /dir' 'COPY f /n/none' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t chown . 2>/dev/null
docker run --rm chown sh -c "stat -c \"%n %u %g\" /n/* /n /dir /dir/sub /dir/sub/g"
docker history --no-trunc --format "{{.CreatedBy}}" chown

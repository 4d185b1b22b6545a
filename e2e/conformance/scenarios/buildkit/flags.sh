# title: --label, --no-cache, --iidfile
# builder: buildkit
printf '%s\n' 'FROM busybox' 'LABEL own=1 z=1' 'RUN echo x > /x' 'CMD ["x"]' > Dockerfile
buildkit --label z=2 --label a=3 -t one . && image one
buildkit --no-cache --iidfile id -t two . && test "$(cat id)" = "$(docker inspect -f '{{.Id}}' two)" && echo same

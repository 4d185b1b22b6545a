# title: the images of the steps can be used
printf "FROM busybox\nRUN echo one > /one\nRUN echo two > /two\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t app . 2>/dev/null | grep "^ ---> [0-9a-f]" | sed "s/ ---> //" > ids; wc -l < ids
docker run --rm $(sed -n 2p ids) ls /one /two
test "$(docker inspect -f "{{.Parent}}" app | cut -c8-19)" = "$(sed -n 2p ids)" && echo parent
docker rmi $(sed -n 2p ids) 2>&1 | sed "s/[0-9a-f]\{12\}/ID/g"

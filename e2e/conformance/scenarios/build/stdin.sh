# title: a Dockerfile or an archive from stdin
printf "FROM busybox\nRUN echo from stdin\n" | DOCKER_BUILDKIT=0 docker build - 2>/dev/null
echo x > f; printf "FROM busybox\nCOPY f /\nCMD cat f\n" > Dockerfile
tar -c . | DOCKER_BUILDKIT=0 docker build -t one - 2>/dev/null; docker run --rm one
tar -cz . | DOCKER_BUILDKIT=0 docker build -q -t two - | cut -c1-7; docker run --rm two
mkdir s; mv Dockerfile s/Other; tar -c . | DOCKER_BUILDKIT=0 docker build -q -f s/Other -t three - | cut -c1-7; docker run --rm three
printf "FROM busybox\nCOPY f /\n" | DOCKER_BUILDKIT=0 docker build - 2>&1 | tail -1
printf "" | DOCKER_BUILDKIT=0 docker build - 2>&1 | tail -1

# title: the cache looks at content and text; --no-cache
echo x > f; printf "FROM busybox\nRUN echo first\nCOPY f /f\nRUN echo second\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q . | cut -c1-7
echo y > f; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
printf "FROM busybox\nRUN echo first\nCOPY f /g\nRUN echo second\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
printf "FROM busybox\nRUN echo changed\nCOPY f /g\nRUN echo second\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
DOCKER_BUILDKIT=0 docker build --no-cache . 2>/dev/null | grep -c "Using cache"

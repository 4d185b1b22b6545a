# title: what the cache looks at: content, mode, text, order; not times
echo x > f; printf "FROM busybox\nRUN echo first\nCOPY f /f\nRUN echo second\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q . | cut -c1-7
DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
touch -d 2001-01-01 f; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"
chmod 755 f; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -c "Using cache"

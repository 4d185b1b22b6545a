# title: all that a build prints, and the second time from the cache
printf "FROM busybox\nENV A=b\nCOPY f /d/f\nRUN cat /d/f\nRUN echo err >&2\nCMD cat /d/f\n" > Dockerfile; echo hello > f
DOCKER_BUILDKIT=0 docker build -t built . 2>/dev/null | sed "s/ID: .*//"
DOCKER_BUILDKIT=0 docker build -t built -t other:v1 . 2>/dev/null
docker run --rm other:v1
docker history --format "{{.CreatedBy}}|{{.Size}}|{{.Comment}}" --no-trunc built

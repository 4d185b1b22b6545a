# title: -t: several, moved, with a registry, wrong ones; --iidfile of a build that fails
printf 'FROM busybox\nLABEL v=1\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t app -t app:1 -t app -t reg.example:5000/x/y:2 . 2>/dev/null | tail -4 | sed "s/[0-9a-f]\{12\}/ID/"
printf 'FROM busybox\nLABEL v=2\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --iidfile id -t app . 2>/dev/null | tail -1; docker inspect -f '{{.Config.Labels}}' app app:1; test "$(cat id)" = "$(docker inspect -f '{{.Id}}' app)" && echo same
printf 'FROM busybox\nRUN exit 1\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm --iidfile id -t app . >/dev/null 2>&1; ls id; docker inspect -f '{{.Config.Labels}}' app
for t in UP a/b/c:t a@sha256:1111111111111111111111111111111111111111111111111111111111111111 "" :x a:-x "a b" scratch sha256:1; do echo "$t"; printf 'FROM busybox\n' | DOCKER_BUILDKIT=0 docker build -t "$t" - 2>&1 | tail -1 | sed "s/[0-9a-f]\{12\}/ID/"; done
DOCKER_BUILDKIT=0 docker build --iidfile /nosuch/id - < Dockerfile 2>&1 | tail -1

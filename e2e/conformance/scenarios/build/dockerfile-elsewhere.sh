# title: -f: another file, a path, stdin, missing, outside
mkdir sub; echo x > f; printf "FROM busybox\nCOPY f /\nCMD cat f\n" > sub/My.dockerfile
DOCKER_BUILDKIT=0 docker build -q -f sub/My.dockerfile -t one . | cut -c1-7; docker run --rm one
printf "FROM busybox\nCOPY f /from-stdin\nCMD cat /from-stdin\n" | DOCKER_BUILDKIT=0 docker build -q -f - -t two . | cut -c1-7; docker run --rm two

# title: CMD and ENTRYPOINT, shell and JSON form, what resets what
printf "FROM busybox\nCMD echo from cmd\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t one . | cut -c1-7
printf "FROM one\nENTRYPOINT [\"echo\", \"entry\"]\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t two . | cut -c1-7
printf "FROM busybox\nCMD [\"x\", \"y\"]\nENTRYPOINT [\"echo\"]\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t three . | cut -c1-7
printf "FROM busybox\nENTRYPOINT exec echo shell\nCMD ignored\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t four . | cut -c1-7
printf "FROM busybox\nCMD []\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t five . | cut -c1-7
docker inspect -f "{{json .Config.Entrypoint}} {{json .Config.Cmd}}" one two three four five
docker run --rm one; docker run --rm two a b; docker run --rm three; docker run --rm four; docker run --rm five
docker history --no-trunc --format "{{.CreatedBy}}" three

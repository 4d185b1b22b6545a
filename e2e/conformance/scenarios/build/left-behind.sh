# title: what a build that fails leaves: containers and images of the steps, and with --force-rm no container
printf "FROM busybox\nENV A=1\nRUN echo out; echo x > /x\nLABEL a=b\nRUN touch /y && exit 4\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t failed . 2>&1 | grep -v DEPREC | tail -1
docker ps -a --format "{{.Command}} {{.Status}}" --no-trunc | sed "s/ [A-Z]* *[a-z0-9]* *second.* ago/ ago/"
docker diff $(docker ps -lq) | sort; docker logs $(docker ps -lq)
docker inspect -f "{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{.State.ExitCode}} {{.HostConfig.LogConfig.Type}} {{json .Config.Labels}}" $(docker ps -lq)
docker images -aq | wc -l; docker images -q -f dangling=true | wc -l
DOCKER_BUILDKIT=0 docker build --force-rm . 2>/dev/null | grep -e cache -e Removing | sed "s/ [0-9a-f]\{12\}//"; docker ps -aq | wc -l
DOCKER_BUILDKIT=0 docker build --rm=false --force-rm . 2>/dev/null | grep -c -e Removing; docker ps -aq | wc -l
printf "FROM busybox\nLABEL z=1\nCOPY nosuch /\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . >/dev/null 2>&1; docker ps -aq | wc -l
docker rm $(docker ps -aq) | wc -l; docker image prune -f | grep -c deleted

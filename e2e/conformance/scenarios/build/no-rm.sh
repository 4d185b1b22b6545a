# title: --rm=false keeps the containers of all steps, those that run nothing too
printf "FROM busybox\nENV A=1\nVOLUME /v\nWORKDIR /w\nRUN echo hi > /hi\nCOPY Dockerfile /d\nENTRYPOINT [\"echo\"]\nCMD [\"x\"]\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build --rm=false -t kept . 2>/dev/null
docker ps -a --format "{{.Command}} {{.State}}" --no-trunc
docker volume ls -q | wc -l
docker diff $(docker ps -lq) | sort; docker diff $(docker ps -aq | sed -n 3p) | sort
docker inspect -f "{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{.HostConfig.LogConfig.Type}} {{len .Mounts}} {{.State.Status}} {{.Config.WorkingDir}}" $(docker ps -aq)
test "$(docker inspect -f "{{.Container}}" kept)" = "$(docker ps -lq --no-trunc)" && echo the last
DOCKER_BUILDKIT=0 docker build --rm=false . 2>/dev/null | grep -c Running; docker ps -aq | wc -l
docker start -a $(docker ps -lq)
docker container prune -f | grep -c "^[0-9a-f]\{64\}$"

# title: flags before the command
docker -H $DOCKER_HOST ps -q
docker --host $DOCKER_HOST images -q | wc -l
docker -H nonsense://x ps
docker -H unix:///nonexistent ps
docker -l debug ps -q
docker -l nosuch ps -q
docker -D ps -q
docker ps -D

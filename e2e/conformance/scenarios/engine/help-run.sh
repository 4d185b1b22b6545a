# title: the usage of run, exec, logs, build's neighbours
docker exec --help
docker logs --help
docker images --help
docker start --help
docker stop --help
docker pull --help
docker inspect --help
docker run --help | head -5

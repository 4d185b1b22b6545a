# title: compose without a file
docker-compose ps
docker-compose --version | cut -d, -f1 | cut -c1-27
docker compose ps

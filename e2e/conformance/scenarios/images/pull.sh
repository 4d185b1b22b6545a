# title: pull prints its progress in lines when there is no terminal
# images: none
docker pull hello-world
docker pull hello-world:latest
docker pull -q hello-world
docker image pull hello-world
docker images --format '{{.Repository}}:{{.Tag}}'

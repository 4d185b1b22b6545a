# title: the first container of every tutorial
# images: hello-world
docker run hello-world
docker ps -a --format '{{.Image}} {{.Command}}'

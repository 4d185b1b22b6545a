# title: docker-compose build
# images: busybox
printf "FROM busybox\nARG W=arg\nRUN echo \$W > /w\nCMD cat /w\n" > Dockerfile
printf "version: \"3.4\"\nservices:\n  app:\n    build:\n      context: .\n      args: [W=composed]\n    image: composed\n" > docker-compose.yml
DOCKER_BUILDKIT=0 docker-compose build 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm composed

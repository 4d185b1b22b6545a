# title: what is written beside volumes dies with the container
docker run --name a1 busybox sh -c 'echo x > /file'
docker start a1
docker rm a1
docker run --rm busybox cat /file

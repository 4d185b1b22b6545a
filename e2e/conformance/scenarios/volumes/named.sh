# title: a named volume outlives its containers
docker volume create data
docker run --rm -v data:/d busybox sh -c 'echo kept > /d/file'
docker run --rm -v data:/d busybox cat /d/file
docker volume ls
docker volume rm data
docker volume ls -q

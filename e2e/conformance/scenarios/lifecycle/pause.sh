# title: pause and unpause
docker run -d --name p1 busybox sleep 100
docker pause p1
docker ps --format '{{.Names}} {{.Status}}'
docker pause p1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker inspect -f '{{.State.Status}} {{.State.Paused}}' p1
docker unpause p1
docker unpause p1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker ps --format '{{.Status}}' | cut -c1-2

# title: what a paused container lets be done
docker run -d --name p1 busybox sh -c 'echo line; sleep 100'
docker pause p1
docker logs p1
docker inspect -f '{{.State.Status}} {{.State.Running}}' p1
docker start p1
docker rm p1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker rename p1 p2
docker attach p2 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker stop -t 1 p2
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' p2
docker pause p2 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'

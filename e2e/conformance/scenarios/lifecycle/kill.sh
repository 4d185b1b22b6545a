# title: kill with signals
docker run -d --name k1 busybox sh -c 'trap "echo hup" HUP; echo ready; while :; do sleep 0.1; done'
soon sh -c 'docker logs k1 | grep ready'; docker kill -s HUP k1
soon sh -c 'docker logs k1 | grep hup'; docker logs k1
docker kill k1
docker inspect -f '{{.State.ExitCode}}' k1
docker kill k1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker kill nosuch
docker kill -s NOSUCH k1

# title: events of a network while its container stops and starts
begin=$(($(date +%s))); sleep 1; docker network create n1 >/dev/null
docker run -d --name e1 --network n1 busybox sleep 100 >/dev/null
docker stop -t 0 e1; docker start e1; docker restart -t 0 e1
docker network disconnect n1 e1; docker network connect n1 e1
docker kill e1 >/dev/null; docker wait e1 >/dev/null; soon sh -c 'docker network inspect -f "{{len .Containers}}" n1 | grep -x 0'; docker rm e1; docker network rm n1
sleep 1; docker events --since $(($begin + 1)) --until $(date +%s) --filter type=network --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'

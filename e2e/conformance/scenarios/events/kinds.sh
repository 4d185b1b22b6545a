# title: volumes, networks and images have events too
sleep 1; begin=$(date +%s); docker volume create v1; docker network create n1; docker tag busybox t; docker rmi t; docker network rm n1; docker volume rm v1; end=$(($(date +%s) + 1))
docker events --since $begin --until $end --format '{{.Type}} {{.Action}}'
docker events --since $begin --until $end --filter type=network --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'

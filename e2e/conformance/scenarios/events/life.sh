# title: the events of a container's life
sleep 1.1; begin=$(date +%s); docker run --name e1 -l a=b busybox true; docker rm e1; end=$(($(date +%s) + 1))
docker events --since $begin --until $end --format '{{.Type}} {{.Action}}'
docker events --since $begin --until $end --filter type=container --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.image}}'
docker events --since $begin --until $end --filter event=die --format '{{.Actor.Attributes.exitCode}}'
docker events --since $begin --until $end --filter container=e1 --filter event=destroy
docker events --since $begin --until $end --filter type=nosuch

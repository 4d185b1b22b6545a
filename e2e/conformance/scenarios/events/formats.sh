# title: formats of events
sleep 1.1; begin=$(date +%s); docker run --name e1 -l a=b busybox true; docker rm e1; end=$(($(date +%s) + 1))
docker events --since $begin --until $end --filter container=e1 | sed 's/^[^ ]* //'
docker events --since $begin --until $end --filter event=die --format '{{json .}}' | sed 's/"execDuration":"[0-9]*",//'
docker events --since $begin --until $end --filter event=create --format json
docker events --since $begin --until $end --filter event=start --format '{{.ID}} {{.Status}} {{.From}}'
docker events --since $begin --until $end --filter event=start --format '{{.Nosuch}}'
docker events --since $begin --until $end --filter event=start --format '{{'
docker events --since nonsense --until $end
docker events --since $begin --until nonsense
docker system events --since $begin --until $end --filter event=destroy --format '{{.Action}}'

# title: filters of events
sleep 1.1; begin=$(date +%s); docker run --name e1 -l color=red busybox true; docker run --name e2 -l color=blue busybox true; docker volume create v1; docker rm e1; docker rm e2; end=$(($(date +%s) + 1))
docker events --since $begin --until $end --filter label=color --filter event=start --format '{{.Actor.Attributes.name}}'
docker events --since $begin --until $end --filter label=color=blue --format '{{.Action}}'
docker events --since $begin --until $end --filter container=e1 --filter container=e2 --filter event=die --format '{{.Actor.Attributes.name}}'
docker events --since $begin --until $end --filter image=busybox --filter event=create --format '{{.Actor.Attributes.name}}'
docker events --since $begin --until $end --filter image=busybox:latest --filter event=create --format '{{.Actor.Attributes.name}}'
docker events --since $begin --until $end --filter volume=v1 --format '{{.Type}} {{.Action}} {{json .Actor}}'
docker events --since $begin --until $end --filter network=bridge --filter event=connect --format '{{.Actor.Attributes.name}}'
docker events --since $begin --until $end --filter type=container --filter type=volume --filter event=create --format '{{.Type}}'
docker events --since $begin --until $end --filter scope=local --filter event=destroy --format '{{.scope}} {{.Scope}}'
docker events --since $begin --until $end --filter scope=swarm
docker events --since $begin --until $end --filter daemon=nosuch
docker events --since $begin --until $end --filter nosuch=1 --filter event=die --format "{{.Action}}"
docker events --since $begin --until $end --filter nonsense

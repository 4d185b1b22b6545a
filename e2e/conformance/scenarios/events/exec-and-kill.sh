# title: exec, kill and stop in the events
docker run -d --name e1 busybox sleep 100
sleep 1.1; begin=$(date +%s); docker exec e1 true; docker pause e1; docker unpause e1; docker kill e1; docker wait e1; end=$(($(date +%s) + 1))
docker events --since $begin --until $end --filter container=e1 --format '{{.Action}} {{index .Actor.Attributes "signal"}}'

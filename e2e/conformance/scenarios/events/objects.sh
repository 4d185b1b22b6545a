# title: which events commands make
act() { begin=$(($(date +%s))); sleep 1; "$@" >/dev/null 2>&1; sleep 1; docker events --since $(($begin + 1)) --until $(date +%s) --format '{{.Type}} {{.Action}}'; }
docker create --name e1 busybox sleep 100
act docker rename e1 e2
act docker start e2
act docker update --restart no e2
act docker cp e2:/etc/passwd copied
act docker cp copied e2:/tmp
act docker top e2
act docker exec e2 true
act docker restart -t 0 e2
act docker stop -t 0 e2
act docker export -o file e2
act docker commit e2 made
act docker rmi made
act docker rm e2
act docker volume prune -f
act docker network prune -f
act docker container prune -f

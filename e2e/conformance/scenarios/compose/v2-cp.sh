# title: cp into a service and out of it
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, scale: 2, stop_grace_period: 0s}
E
docker compose cp compose.yaml web:/x
docker compose up -d 2>/dev/null
docker compose cp compose.yaml web:/x 2>&1 | sort
docker compose exec -T --index 1 web head -1 /x
docker compose exec -T --index 2 web head -1 /x
docker compose cp --index 2 compose.yaml web:/only
docker compose exec -T --index 1 web ls /only
docker compose cp --index 1 web:/x out; head -1 out
docker compose cp web:/x - 2>/dev/null | tar -t
docker compose cp --index 1 web:/nosuch out
docker compose cp --index 1 nosuch web:/x
docker compose cp nosuch:/x out
docker compose cp web:/x web:/y
docker compose cp one two
docker compose cp one
docker compose cp '' web:/x
docker compose down 2>/dev/null

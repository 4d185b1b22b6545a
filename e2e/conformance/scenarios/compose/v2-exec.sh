# title: exec: exit codes, variables, folders, users, one of several
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  web: {image: busybox, command: sleep 100, scale: 2, environment: {A: '1'}, stop_grace_period: 0s}
E
docker compose exec -T web true
docker compose up -d 2>/dev/null
docker compose exec -T web sh -c 'echo $A; exit 7'
docker compose exec -T -e A=2 -e B=3 -w /tmp -u 1000 web sh -c 'echo $A$B $(pwd) $(id -u)'
B=here docker compose exec -T -e B web sh -c 'echo $B'
docker compose exec -T --index 2 web sh -c 'echo second'
docker compose exec -T --index 9 web true
docker compose exec -T nosuch true
docker compose exec -d web touch /later
soon docker compose exec -T web ls /later
echo input | docker compose exec -T web cat
docker compose exec web
docker compose exec -x web true
docker compose exec web sh -c 'test -t 1'
docker compose down 2>/dev/null

# title: events of the project’s containers
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  one: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose up -d 2>/dev/null
docker compose events --json >../events & soon sh -c 'docker compose exec -T one true; grep exec_die ../events'
docker compose pause 2>/dev/null; docker compose unpause 2>/dev/null; docker compose kill 2>/dev/null
soon grep '"die"' ../events
kill $!; grep pause ../events
docker compose down 2>/dev/null

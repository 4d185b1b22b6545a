# title: lifecycle hooks: post_start and pre_stop
# clients: ours
cat >compose.yaml <<'E'
name: conf
services:
  web:
    image: busybox
    command: sleep 100
    user: '1000'
    volumes: ['told:/told']
    stop_grace_period: 0s
    post_start:
      - {command: sh -c 'echo started by $$(id -u) in $$PWD with $$A >>/told/log', user: root, working_dir: /tmp, environment: [A=1]}
      - {command: chmod 777 /told, user: root}
      - {command: touch /told/mine}
    pre_stop:
      - {command: sh -c 'echo stops >>/told/log', user: root}
volumes: {told: {}}
E
docker compose up -d 2>&1 | sort
docker compose exec -T web cat /told/log
docker compose exec -T web stat -c '%u %a' /told/mine /told
docker compose restart 2>/dev/null; docker compose exec -T web cat /told/log
docker compose stop 2>/dev/null; docker run --rm -v conf_told:/told busybox cat /told/log
docker compose start 2>/dev/null; docker compose exec -T web cat /told/log
docker compose down 2>/dev/null; docker run --rm -v conf_told:/told busybox cat /told/log
printf 'name: conf\nservices:\n  web: {image: busybox, command: sleep 100, post_start: [{command: sh -c "exit 3"}], stop_grace_period: 0s}\n' >compose.yaml
docker compose up -d
docker compose ps -a --format '{{.Name}} {{.State}}'
docker compose down -v 2>/dev/null
printf 'name: conf\nservices:\n  web: {image: busybox, command: sleep 100, pre_stop: [{command: nosuch}], stop_grace_period: 0s}\n' >compose.yaml
docker compose up -d 2>/dev/null; docker compose down
docker compose down 2>/dev/null; docker rm -f conf-web-1 2>/dev/null; docker network prune -f

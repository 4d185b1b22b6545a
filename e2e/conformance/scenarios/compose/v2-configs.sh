# title: configs: inline, of a variable and with interpolation
# clients: ours
cat >compose.yaml <<'E'
name: conf
services:
  web:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    configs:
      - plain
      - {source: plain, target: /etc/app.conf, mode: 0400, uid: '5', gid: '6'}
      - {source: mixed, target: /etc/mixed}
      - {source: vars, target: /etc/vars}
configs:
  plain: {content: "one\ntwo\n"}
  mixed: {content: "name=${NAME} price=$$5"}
  vars: {environment: NAME}
E
export NAME=me; docker compose up -d 2>/dev/null
docker compose exec -T web sh -c 'cat /plain /etc/app.conf /etc/mixed; echo; cat /etc/vars; echo'
docker compose exec -T web stat -c '%n %u:%g %a %F' /plain /etc/app.conf /etc/mixed /etc/vars
docker compose up -d
NAME=you docker compose up -d
docker compose exec -T web cat /etc/mixed /etc/vars; echo
docker compose config
docker compose run --rm -T web cat /etc/mixed 2>/dev/null; echo
docker compose down 2>/dev/null
printf 'name: conf\nservices: {web: {image: busybox, configs: [nosuch]}}\n' >compose.yaml; docker compose up -d
printf 'name: conf\nservices: {web: {image: busybox, configs: [c]}}\nconfigs: {c: {external: true}}\n' >compose.yaml; docker compose up -d
printf 'name: conf\nservices: {web: {image: busybox, configs: [c]}}\nconfigs: {c: {content: a, file: b}}\n' >compose.yaml; docker compose up -d
docker compose down 2>/dev/null

# title: extends: what comes along, chains, and what cannot be
# clients: ours
mkdir lib; cat >lib/base.yaml <<'E'
services:
  root: {image: busybox, command: sleep 100, stop_grace_period: 0s, environment: {A: root, B: root}, env_file: [of.env], labels: {from: root}}
  base:
    extends: root
    environment: {B: base}
    volumes: ['./data:/data', 'named:/named']
    ports: ['8080:80']
E
mkdir lib/data; echo C=lib >lib/of.env; cat >compose.yaml <<'E'
name: conf
services:
  web:
    extends: {file: lib/base.yaml, service: base}
    environment: {D: web}
    ports: !override []
    volumes: ['named:/other']
volumes: {named: {}}
E
docker compose config | sed "s#$PWD#HERE#"
docker compose up -d 2>/dev/null; docker compose exec -T web sh -c 'echo $A $B $C $D'
docker compose down -v 2>/dev/null
printf 'name: conf\nservices: {a: {extends: b2}, b2: {extends: a}}\n' >compose.yaml; docker compose config -q
printf 'name: conf\nservices: {a: {extends: nosuch}}\n' >compose.yaml; docker compose config -q
printf 'name: conf\nservices: {a: {extends: {file: nosuch.yaml, service: x}}}\n' >compose.yaml; docker compose config -q 2>&1 | sed "s#$PWD#HERE#"
printf 'name: conf\nservices: {a: {extends: {file: lib/base.yaml, service: x}}}\n' >compose.yaml; docker compose config -q 2>&1 | sed "s#$PWD#HERE#"

# title: include: several paths, its own .env, conflicts and cycles
# clients: ours
mkdir -p lib/deep; echo 'services: {deep: {image: "busybox:${TAG}", command: sleep 100, stop_grace_period: 0s, labels: {of: "${WHO:-nobody}"}}}' >lib/deep/compose.yaml
printf 'TAG=latest\nWHO=lib\n' >lib/.env; printf 'WHO=other\nTAG=latest\n' >other.env
echo 'include: [deep/compose.yaml]' >lib/compose.yaml
echo 'services: {deep: {labels: {more: "yes"}}}' >lib/more.yaml
cat >compose.yaml <<'E'
name: conf
include:
  - path: [lib/compose.yaml, lib/more.yaml]
    project_directory: lib
services:
  web: {image: busybox, command: sleep 100, stop_grace_period: 0s, depends_on: [deep]}
E
docker compose config | sed "s#$PWD#HERE#"
docker compose up -d 2>/dev/null; docker inspect -f '{{.Config.Labels.of}} {{.Config.Labels.more}}' conf-deep-1; docker compose down 2>/dev/null
printf 'name: conf\ninclude:\n  - {path: lib/deep/compose.yaml, env_file: other.env}\nservices: {web: {image: busybox}}\n' >compose.yaml; docker compose config | grep -e ' of:' -e deep
printf 'name: conf\ninclude: [lib/deep/compose.yaml]\nservices: {deep: {image: busybox}}\n' >compose.yaml; TAG=1 docker compose config -q 2>&1 | sed "s#$PWD#HERE#"
printf 'name: conf\ninclude: [nosuch.yaml]\nservices: {web: {image: busybox}}\n' >compose.yaml; docker compose config -q 2>&1 | sed "s#$PWD#HERE#"
printf 'name: conf\ninclude: [other.yaml]\nservices: {web: {image: busybox}}\n' >compose.yaml; echo 'include: [compose.yaml]' >other.yaml; docker compose config -q 2>&1 | sed "s#$PWD#HERE#g"

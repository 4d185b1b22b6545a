# title: include, several files and resets
# clients: ours
mkdir sub; printf 'services: {inner: {image: busybox, command: sleep 100, env_file: [vars]}}\n' >sub/compose.yaml; echo V=inner >sub/vars
cat >compose.yaml <<E
name: conf
include: [sub/compose.yaml]
services:
  web: {image: busybox, command: sleep 100, ports: ['8083:80'], environment: {A: '1'}, depends_on: [inner]}
E
printf 'services:\n  web:\n    ports: !reset []\n    environment: !override {B: "2"}\n' >more.yaml
docker compose config --services
docker compose -f compose.yaml -f more.yaml config
docker compose -f compose.yaml -f more.yaml up -d 2>/dev/null
docker compose exec -T inner sh -c 'echo $V'
docker inspect -f '{{json .HostConfig.PortBindings}}' conf-web-1
docker compose down -t 0 2>/dev/null

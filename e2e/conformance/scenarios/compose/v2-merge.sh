# title: what a container is of several files, with !reset and !override
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  app:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    ports: ['8080:80']
    environment: {FOO: BAR, KEPT: '1'}
    volumes: ['foo:/work', '/srv/one:/one']
    labels: {a: one, b: one}
    depends_on: [db]
    networks: {default: {aliases: [one]}}
  db: {image: busybox, command: sleep 100, stop_grace_period: 0s}
volumes: {foo: {}, bar: {}}
E
cat >reset.yaml <<E
services:
  app:
    ports: !reset []
    environment: {FOO: !reset null}
    depends_on: !reset {}
  db: !reset null
E
cat >override.yaml <<E
services:
  app:
    ports: !override ['8443:443']
    volumes: ['bar:/work']
    labels: {b: two}
    networks: {default: {aliases: [two]}}
E
docker compose -f compose.yaml -f reset.yaml config
docker compose -f compose.yaml -f override.yaml config
docker compose -f compose.yaml -f reset.yaml up -d
docker inspect -f '{{json .HostConfig.PortBindings}} {{json .Config.Env}}' conf-app-1
docker compose -f compose.yaml -f override.yaml up -d 2>/dev/null
docker inspect -f '{{json .HostConfig.PortBindings}} {{range .Mounts}}{{.Type}}:{{.Name}}:{{.Destination}} {{end}}{{.Config.Labels.a}} {{.Config.Labels.b}}' conf-app-1 | tr ' ' '\n' | sort
docker compose -f compose.yaml -f override.yaml exec -T db sh -c 'ping -c1 -w5 one | head -1; ping -c1 -w5 two | head -1' | sed 's/(.*//'
printf 'services: {app: {ports: !nosuch []}}\n' >tag.yaml; docker compose -f compose.yaml -f tag.yaml config -q
docker compose -f compose.yaml -f nosuch.yaml config -q
docker compose down -v 2>/dev/null

# title: the specification’s examples of merging, as the containers have them
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  foo:
    image: busybox
    command: ["echo", "foo"]
    entrypoint: ["sh", "-c"]
    healthcheck: {test: "true", interval: 10s}
    environment: {KEY1: value1, KEY2: value2}
    labels: ['key1=value1', 'key2=value2']
    dns: [1.1.1.1]
    volumes: ['foo:/work', '/srv/one:/first', '/srv/one:/second:ro']
    ports: ['8080:80']
    expose: ['90']
    cap_add: [NET_ADMIN]
    extra_hosts: ['a:10.0.0.1']
volumes: {foo: {}, bar: {}}
E
cat >docker-compose.override.yml <<E
version: '3.7'
services:
  foo:
    command: ["exec sleep 100"]
    healthcheck: {test: "exit 0"}
    environment: [KEY2=VALUE, KEY3=value3]
    labels: {key2: VALUE, key3: value3}
    dns: [8.8.8.8]
    volumes: ['bar:/work', '/srv/two:/first']
    ports: ['8443:443', '8080:80']
    expose: ['91']
    cap_add: [SYS_TIME]
    extra_hosts: ['b:10.0.0.2']
E
compose up -d
docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Healthcheck}}' conf_foo_1
docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' conf_foo_1 | grep ^KEY | sort
docker inspect -f '{{json .HostConfig.Dns}} {{json .HostConfig.PortBindings}} {{json .Config.ExposedPorts}}' conf_foo_1
docker inspect -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.ExtraHosts}}' conf_foo_1
docker inspect -f '{{range .Mounts}}{{.Type}} {{if eq .Type "bind"}}{{.Source}}{{else}}{{.Name}}{{end}} {{.Destination}} {{.RW}}{{println}}{{end}}' conf_foo_1 | sort
compose down -v -t 0

# title: what a service says of its container
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox
    command: ['sleep', '100']
    container_name: my-web
    hostname: host1
    domainname: example.test
    user: '1000:1000'
    working_dir: /tmp
    restart: on-failure:3
    dns: 10.0.0.53
    extra_hosts: ['two:10.1.1.1']
    init: true
    read_only: true
    stop_grace_period: 3s
    stop_signal: SIGINT
    tmpfs: [/run]
    ulimits: {nofile: {soft: 100, hard: 200}}
    shm_size: 8m
    tty: true
    stdin_open: true
E
compose up -d
outcome
docker inspect -f '{{.Config.Hostname}} {{.Config.Domainname}} {{.Config.User}} {{.Config.WorkingDir}} {{.Config.StopSignal}} {{.Config.StopTimeout}} {{.Config.Tty}} {{.Config.OpenStdin}}' my-web
docker inspect -f '{{json .HostConfig.RestartPolicy}} {{json .HostConfig.Dns}} {{json .HostConfig.ExtraHosts}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Init}}' my-web
docker inspect -f '{{json .HostConfig.Tmpfs}} {{json .HostConfig.Ulimits}} {{.HostConfig.ShmSize}}' my-web
compose down -t 0

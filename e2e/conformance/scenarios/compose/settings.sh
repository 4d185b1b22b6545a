# title: settings of a compose file reach the container
printf 'version: "2.4"\nservices:\n  one:\n    image: busybox\n    command: sleep 100\n    hostname: named\n    mem_limit: 64m\n    cpus: 0.5\n    user: "7:8"\n    working_dir: /tmp\n    read_only: true\n    tmpfs: [/run]\n    cap_add: [NET_ADMIN]\n    labels: {a: b}\n    extra_hosts: ["other:10.1.2.3"]\n    restart: on-failure\n    init: true\n    ulimits: {nofile: 1000}\n    sysctls: {net.core.somaxconn: 99}\n    networks: {own: {ipv4_address: 10.5.0.77, aliases: [al]}}\n    healthcheck: {test: "true", interval: 1s}\n    volumes: [/srv/data:/data:ro, named:/named]\nvolumes: {named: {labels: {x: y}}}\nnetworks: {own: {ipam: {config: [{subnet: 10.5.0.0/24}]}}}\n' > docker-compose.yml
export COMPOSE_PROJECT_NAME=conf; docker-compose up -d 2>&1 | tail -1
docker-compose exec -T one sh -c 'hostname; id -u; id -g; pwd; touch /x; touch /run/x; cat /proc/sys/net/core/somaxconn; grep other /etc/hosts; ulimit -n; touch /data/x'
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.ReadonlyRootfs}} {{json .HostConfig.CapAdd}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.Init}} {{json .HostConfig.Ulimits}}' conf_one_1
docker inspect -f '{{.Config.Labels.a}} {{.NetworkSettings.Networks.conf_own.IPAddress}}' conf_one_1
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}};{{end}}' conf_one_1 | tr ';' '\n' | sort
soon sh -c 'docker-compose ps | grep "(healthy)"'; docker-compose ps | tail -1 | tr -s ' '
docker volume inspect -f '{{.Labels.x}}' conf_named
docker-compose down -v -t 0 2>&1 | tail -1

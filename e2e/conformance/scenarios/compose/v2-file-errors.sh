# title: what is wrong with a file, in v2’s words
# clients: ours
docker compose config
printf '%s\n' 'services: [' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {web: {image: busybox, ports: ["80:x"]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {web: {image: busybox, ports: ["99999:1"]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {web: {image: busybox, networks: [nosuch]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {web: {image: busybox, volumes: ["nosuch:/x"]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, depends_on: [c]}, c: {image: x, depends_on: [a]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, nosuchkey: 1}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, depends_on: [nosuch]}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x}, a: {image: y}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, container_name: nn}, c: {image: x, container_name: nn}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, extends: {service: nosuch}}}' >compose.yaml; docker compose -p conf config
printf '%s\n' 'services: {a: {image: x, secrets: [nosuch]}}' >compose.yaml; docker compose -p conf config
printf '' >compose.yaml; docker compose -p conf config
docker compose -f nosuch.yaml config
docker compose -p 'Bad Name' config

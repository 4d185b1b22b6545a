# title: files that are wrong are not brought up
export COMPOSE_PROJECT_NAME=conf
compose up -d
printf 'services: [\n' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  web: {image: busybox, ports: ["80:x"]}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  web: {image: busybox, networks: [nosuch]}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  web: {image: busybox, volumes: ["nosuch:/x"]}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%b\n" '  a: {image: busybox, depends_on: [a2]}\n  a2: {image: busybox, depends_on: [a]}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  a: {image: busybox, nosuchkey: 1}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  a: {}' >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices:\n%s\n" '  a: {image: busybox, depends_on: [nosuch]}' >docker-compose.yml; compose up -d
outcome

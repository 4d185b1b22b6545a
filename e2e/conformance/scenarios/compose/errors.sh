# title: what docker-compose tells when the engine refuses
export COMPOSE_PROJECT_NAME=conf; printf 'version: "3"\nservices:\n  one:\n    image: nosuchimage:nosuchtag\n' > docker-compose.yml; docker-compose up -d 2>&1 | tail -1 | cut -c1-30
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: nosuchcommand\n' > docker-compose.yml; docker-compose up -d 2>&1 | grep -c 'executable file not found'
docker run -d --name taken -p 8080:80 busybox sleep 100; printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: sleep 100\n    ports: ["8080:80"]\n' > docker-compose.yml; docker-compose up -d 2>&1 | grep -c 'port is already allocated'
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    networks: [other]\nnetworks:\n  other:\n    external: true\n' > docker-compose.yml; docker-compose up -d
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    volumes: ["v1:/v"]\nvolumes:\n  v1:\n    external: true\n' > docker-compose.yml; docker-compose up -d
docker-compose exec one true
docker-compose nosuch 2>&1 | head -1
docker-compose down -v 2>&1 | tail -1

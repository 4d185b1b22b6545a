# title: docker-compose 1.29 brings a service up and down
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: sh -c "echo from one; sleep 100"\n    environment:\n      A: b\n    volumes: [data:/d]\nvolumes:\n  data:\n' > docker-compose.yml
docker-compose -p conf up -d 2>&1 | sort
sleep 0.5; docker-compose -p conf logs --no-color
docker-compose -p conf ps -q | wc -l
docker ps --format '{{.Names}} {{.Image}}'
docker-compose -p conf exec -T one sh -c 'echo $A'
docker-compose -p conf down -v -t 0 2>&1 | sort
docker ps -aq

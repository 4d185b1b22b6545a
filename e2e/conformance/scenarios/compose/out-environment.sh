# title: environment: of the file, of env_file, of .env, and how they mix
export COMPOSE_PROJECT_NAME=conf
printf 'A=a of .env\nB=b of .env\nTAG=latest\n' >.env; printf 'C=c of file\nD=d of file\n' >vars
cat >docker-compose.yml <<E
version: '3.7'
services:
  web:
    image: busybox:\${TAG}
    command: sleep 100
    env_file: [vars]
    environment:
      - A
      - X=\${B}
      - D=d of yaml
      - Y=\${NOSUCH:-none}
      - Z=\$\$HOME
E
compose up -d
docker exec conf_web_1 sh -c 'env | grep -E "^[A-DX-Z]=" | sort'
B=shell compose up -d -t 0
docker exec conf_web_1 sh -c 'env | grep -E "^[A-DX-Z]=" | sort'
outcome
compose down -t 0

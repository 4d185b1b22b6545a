# title: the specification’s examples of interpolation, as the container has them
export COMPOSE_PROJECT_NAME=conf
cat >docker-compose.yml <<'E'
version: '3.7'
services:
  foo:
    image: ${IMAGE:-busybox}
    command: ["sleep", "$SECONDS_TO_SLEEP"]
    labels:
      - "$NAME=BAR"
      - "unset=${UNSET:-default}"
      - "unset2=${UNSET-default}"
      - "empty=${EMPTY:-default}"
      - "empty2=${EMPTY-default}"
      - "set=${NAME:?not said}"
      - "emptyis=${EMPTY?not said}"
      - "literal=$$VAR_NOT_INTERPOLATED"
      - "braces=$${NAME}"
      - "digits=$$1"
    environment:
      nothing: "${NOSUCH}"
      number: ${NUMBER}
    ports: ["${PORT}:80"]
    stop_grace_period: ${GRACE}s
    tty: ${TTY}
E
export SECONDS_TO_SLEEP=100 NAME=label EMPTY= NUMBER=7 PORT=8080 GRACE=0 TTY=true
compose up -d
outcome
docker inspect -f '{{json .Config.Labels.literal}} {{.Config.Tty}} {{json .HostConfig.PortBindings}} {{json .Config.StopTimeout}}' conf_foo_1
docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' conf_foo_1 | grep ^n | sort
compose down
printf "version: '3.7'\nservices: {foo: {image: 'busybox:\${NOSUCH:?needed}'}}\n" >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices: {foo: {image: 'busybox:\${EMPTY:?needed}'}}\n" >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices: {foo: {image: 'busybox:\${EMPTY?needed}latest', command: 'true'}}\n" >docker-compose.yml; compose up -d; soon sh -c 'docker ps -a | grep Exited'
outcome
compose down
printf "version: '3.7'\nservices: {foo: {image: 'busybox:\${NAME/foo/bar}'}}\n" >docker-compose.yml; compose up -d
printf "version: '3.7'\nservices: {foo: {image: 'busybox:\${'}}\n" >docker-compose.yml; compose up -d
outcome

# title: --abort-on-container-exit, --abort-on-container-failure and --exit-code-from
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  fails: {image: busybox, command: sh -c 'exit 3', depends_on: [stays]}
  ends: {image: busybox, command: sh -c 'exit 0', depends_on: [stays]}
  stays: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose up --abort-on-container-exit fails 2>&1 | grep -v -e Creat -e Network; docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose up --abort-on-container-exit fails >/dev/null 2>&1; echo $?
docker compose up --abort-on-container-exit ends >/dev/null 2>&1; echo $?
docker compose up --abort-on-container-failure fails ends >/dev/null 2>&1; echo $?
docker compose up --exit-code-from ends ends >/dev/null 2>&1; echo $?
docker compose up --exit-code-from nosuch fails
docker compose up -d --exit-code-from fails
docker compose up --abort-on-container-exit --abort-on-container-failure fails
docker compose down 2>/dev/null

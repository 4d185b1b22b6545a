# title: up --wait: healthy, unhealthy, ended, and too late
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  fine:
    image: busybox
    command: sh -c 'sleep 1; touch /ready; exec sleep 100'
    healthcheck: {test: test -e /ready, interval: 300ms, retries: 50}
    stop_grace_period: 0s
  plain: {image: busybox, command: sleep 100, stop_grace_period: 0s}
  ill:
    image: busybox
    command: sleep 100
    healthcheck: {test: 'exit 1', interval: 300ms, retries: 2}
    stop_grace_period: 0s
  never:
    image: busybox
    command: sleep 100
    healthcheck: {test: 'exit 1', interval: 300ms, retries: 1000}
    stop_grace_period: 0s
  ends: {image: busybox, command: sh -c 'exit 3'}
  done: {image: busybox, command: 'true'}
E
docker compose up --wait fine 2>&1 | tail -2; docker compose ps --format '{{.Service}} {{.State}} {{.Health}}'
docker compose up --wait plain
docker compose up --wait plain fine 2>&1 | sort
docker compose up --wait ill 2>&1 | tail -1
docker compose up --wait ill >/dev/null 2>&1; echo $?
docker compose up --wait ends 2>&1 | tail -1
docker compose up --wait done 2>&1 | tail -1
docker compose up --wait --wait-timeout 2 never 2>&1 | tail -1
docker compose up --wait --wait-timeout x never
docker compose ps -a --format '{{.Service}} {{.State}} {{.Health}}' | grep -v never
docker compose start --wait fine 2>&1 | tail -1
docker compose down 2>/dev/null

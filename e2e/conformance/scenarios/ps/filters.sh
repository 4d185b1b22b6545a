# title: --filter of every kind
docker run -d --name up busybox sleep 100
docker run --name failed -l kind=x busybox false
docker create --name made -v vol:/v busybox
docker ps -a --filter status=exited --format '{{.Names}}'
docker ps -a --filter status=created --format '{{.Names}}'
docker ps --filter status=running --format '{{.Names}}'
docker ps -a --filter exited=1 --format '{{.Names}}'
docker ps -a --filter name=^up$ --format '{{.Names}}'
docker ps -a --filter label=kind --format '{{.Names}}'
docker ps -a --filter volume=vol --format '{{.Names}}'
docker ps -a --filter ancestor=busybox --format '{{.Names}}'
docker ps -a --filter network=bridge --format '{{.Names}}'
docker ps -a --filter before=made --format '{{.Names}}'
docker ps -a --filter since=up --format '{{.Names}}'
docker ps -a --filter status=nosuch
docker ps --filter nosuch=1
docker ps --filter nonsense

# title: a check that fails
docker run -d --name h1 --health-cmd 'echo broken; exit 1' --health-interval 300ms --health-retries 2 --health-start-period 0s busybox sleep 100
soon sh -c 'docker inspect -f "{{.State.Health.Status}}" h1 | grep unhealthy'
docker ps --filter health=unhealthy --format '{{.Names}} {{.Status}}'
docker inspect -f '{{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' h1
docker run -d --name h2 --no-healthcheck busybox sleep 100
docker inspect -f '{{json .Config.Healthcheck}} {{json .State.Health}}' h2
docker run --health-interval 1us busybox true
docker run --health-retries -1 busybox true

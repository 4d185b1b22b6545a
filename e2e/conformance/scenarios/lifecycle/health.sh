# title: health checks
docker run -d --name h1 --health-cmd 'test -f /ok' --health-interval 2s --health-retries 1 busybox sleep 100
docker inspect -f '{{.State.Health.Status}}' h1
soon sh -c 'docker inspect -f "{{.State.Health.Status}}" h1 | grep unhealthy'
docker exec h1 touch /ok
soon sh -c 'docker inspect -f "{{.State.Health.Status}}" h1 | grep ^healthy'; docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' h1
docker ps --filter health=healthy --format '{{.Names}} {{.Status}}'
docker inspect -f '{{json .Config.Healthcheck}}' h1

# title: health checks
docker run -d --name h1 --health-cmd 'test -f /ok' --health-interval 500ms --health-retries 1 busybox sleep 100
docker inspect -f '{{.State.Health.Status}}' h1
sleep 2; docker inspect -f '{{.State.Health.Status}}' h1
docker exec h1 touch /ok
sleep 1.5; docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' h1
docker ps --filter health=healthy --format '{{.Names}} {{.Status}}'
docker inspect -f '{{json .Config.Healthcheck}}' h1

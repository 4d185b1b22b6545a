# title: the health check and its log
docker run -d --name h1 --health-cmd 'echo fine' --health-interval 300ms busybox sleep 100
soon sh -c 'docker inspect -f "{{.State.Health.Status}}" h1 | grep ^healthy'
docker inspect -f '{{json .Config.Healthcheck}}' h1
docker inspect -f '{{.State.Health.FailingStreak}} {{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' h1
docker inspect -f '{{if .State.Health}}has{{end}}' h1

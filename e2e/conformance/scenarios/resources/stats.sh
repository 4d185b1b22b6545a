# title: stats once
docker run -d --name s1 -m 64m busybox sleep 100
docker stats --no-stream --format '{{.Name}} {{.PIDs}}' s1
docker stats --no-stream --format '{{.MemUsage}}' s1 | sed 's/.* \/ //'
docker stats --no-stream nosuch

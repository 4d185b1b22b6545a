# title: the document of a running container, by its parts
docker run -d --name i1 -p 8080:80 -v vol:/v busybox sleep 100
docker inspect -f '{{json .State}}' i1 | sed 's/"Pid":[0-9]*/"Pid":N/'
docker inspect -f '{{json .NetworkSettings}}' i1 | sed 's/"Sandbox[A-Za-z]*":"[^"]*"//g'
docker inspect -f '{{json .Mounts}}' i1
docker inspect -f '{{json .Config}}' i1
docker inspect -f '{{.ResolvConfPath}} {{.HostnamePath}} {{.HostsPath}}' i1
docker inspect -f '{{.Driver}} {{.Platform}} {{.GraphDriver.Name}} {{.RestartCount}} {{.ExecIDs}} {{.ProcessLabel}}' i1

# title: addresses on the default bridge
docker run -d --name n1 busybox sleep 100
docker inspect -f '{{.NetworkSettings.IPAddress}} {{.NetworkSettings.Gateway}} {{.NetworkSettings.IPPrefixLen}} {{.NetworkSettings.MacAddress}}' n1
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{json $v.Aliases}}{{end}}' n1
docker inspect -f '{{json .NetworkSettings.Ports}}' n1
docker kill n1
docker inspect -f '{{.NetworkSettings.IPAddress}}|{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}|' n1

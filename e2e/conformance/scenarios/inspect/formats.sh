# title: templates over the document
docker create --name f1 -e A=1 -l x=y busybox echo hi
docker inspect --format '{{.Name}} {{.Path}} {{join .Args ","}}' f1
docker inspect -f '{{index .Config.Env 0}} {{len .Config.Env}}' f1
docker inspect -f '{{.Config.Labels.x}} {{index .Config.Labels "x"}}' f1
docker inspect -f '{{.Nope}}' f1
docker inspect -f '{{range .Config.Cmd}}{{println .}}{{end}}' f1
docker inspect -f '{{json .Config.Labels}}' f1 busybox
docker inspect --type volume f1
docker inspect -f '{{.Name}}' f1 nosuch

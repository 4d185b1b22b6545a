# title: volume ls by filter and format, in more ways
docker volume create --label a=b one; docker volume create two
docker create --name c1 -v one:/x -v three:/y busybox
docker volume ls --filter dangling=false -q
docker volume ls --filter dangling=1 --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Mountpoint}} [{{.Labels}}] {{.Size}} {{.Links}}'
docker volume ls --filter dangling=perhaps
docker volume ls --filter label=a -q; docker volume ls --filter label=a=b -q; docker volume ls --filter label=a=c -q
docker volume ls --filter driver=nosuch -q
docker volume ls --filter name=^t -q
docker volume ls --filter name=tw --filter name=th -q
docker volume ls --format '{{.Name}}: {{.Label "a"}}'
docker volume ls --format 'table {{.Name}}\t{{.Labels}}'
docker volume ls --format '{{.Nosuch}}'
docker volume ls --quiet --format '{{.Driver}}'
docker ps -a --filter volume=one --format '{{.Names}} {{.Mounts}}'
docker ps -a --filter volume=/y --format '{{.Names}} {{.LocalVolumes}}'

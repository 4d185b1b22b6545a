# title: system df in its formats
docker create --name c1 -v v1:/v busybox; docker volume create v2
docker system df --format '{{.Type}}|{{.TotalCount}}|{{.Active}}'
docker system df --format 'table {{.Type}}\t{{.TotalCount}}'
docker system df --format '{{json .}}' | grep -o '"Type":"[A-Za-z ]*"'
docker system df -v --format '{{range .Volumes}}{{.Name}} {{.Links}} {{end}}'
docker system df -v --format '{{range .Containers}}{{.Names}} {{.Image}} {{.LocalVolumes}} {{.Status}}{{end}}'
docker system df -v --format '{{range .Images}}{{.Repository}} {{.Tag}} {{.Containers}}{{end}}'
docker system df nonsense
docker system df --nosuch

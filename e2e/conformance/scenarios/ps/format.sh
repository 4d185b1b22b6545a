# title: Go templates
docker create --name f1 -l x=y -v /data busybox true
docker ps -a --format '{{.Names}}|{{.Image}}|{{.State}}|{{.Ports}}|{{.Label "x"}}|{{.Mounts | len}}'
docker ps -a --format '{{upper .Names}} {{json .Image}} {{printf "%-5s|" .State}}'
docker ps -a --format '{{if eq .State "created"}}yes{{else}}no{{end}}'
docker ps -a --format '{{range split .Labels ","}}[{{.}}]{{end}}'
docker ps -a --format '{{.Nope}}'
docker ps -a --format '{{'
docker ps -a --format json | tr ',' '\n' | grep -e State -e Names

# title: functions and control structures of templates
docker create --name f1 -e A=1 -l one=1 -l two=2 busybox echo hi
docker inspect -f '{{range $i, $e := .Config.Env}}{{if $i}}, {{end}}{{$e}}{{end}}' f1
docker inspect -f '{{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{else}}none{{end}}' f1
docker inspect -f '{{with .Config.Labels}}{{.one}}{{end}}{{with .Config.Volumes}}x{{else}}no volumes{{end}}' f1
docker inspect -f '{{printf "%s|%10s|%-6d|%v|%q" .Path .Path .RestartCount .State.Running .Path}}' f1
docker inspect -f '{{len .Args}} {{slice .Id 0 0}}{{index .Args 0 | upper}}' f1
docker inspect -f '{{eq .Path "echo"}} {{ne 1 2}} {{lt 1 2}} {{and true .State.Running}} {{or .State.Error "none"}} {{not true}}' f1
docker inspect -f '{{- .Path -}} x {{/* comment */}} {{"quoted"}} {{`raw`}}' f1
docker inspect -f '{{split .Path "c"}} {{join .Config.Env "+"}} {{json .Args}} {{println "a" 1}}' f1
docker inspect -f '{{define "t"}}<{{.}}>{{end}}{{template "t" .Path}}' f1
docker inspect -f '{{.Path' f1
docker inspect -f '{{nosuch .Path}}' f1
docker inspect -f '{{index .Args 5}}' f1
docker inspect -f '{{.Config.Labels.three}}|{{.State.Nope}}' f1
docker inspect -f '{{html "<a>"}} {{js "a\"b"}} {{urlquery "a b"}}' f1

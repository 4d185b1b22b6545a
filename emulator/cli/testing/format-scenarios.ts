import { each, type Scenario } from './steps.ts';

/** What lists, --format and inspect print. */
export const formatScenarios: readonly Scenario[] = [
  {
    name: 'lists and formats',
    steps: each(`
      create --name cmp-1 -l a=b -l c=d -p 80 -p 127.0.0.1:81:81/udp --expose 90-92 -v /data busybox sh -c 'echo "quoted" and long long text'
      create --name cmp-2 busybox
      ps -a --filter name=cmp-
      ps -aq --filter name=cmp-
      ps -a --no-trunc --filter name=cmp-
      ps -as --filter name=cmp-
      ps -a --filter name=cmp- --format json
      ps -a --filter name=cmp- --format '{{json .}}'
      ps -a --filter name=cmp- --format 'table {{.Names}}\\t{{.Image}}\\t{{.Labels}}'
      ps -a --filter name=cmp- --format 'table {{.Names}}\\t{{.Label "a"}}\\t{{upper .State}}'
      ps -a --filter name=cmp- --format '{{.Names}}: {{.Command}} {{.LocalVolumes}} {{.Networks}}'
      ps -a --filter name=cmp- --format raw
      ps -a --filter name=cmp- --format raw -q
      ps -aq --filter name=cmp- --format '{{.Names}}'
      ps -a --filter name=cmp- --format '{{.Names}}{{"\\n"}}{{printf "%-10s|%5d" .State 3}}'
      ps -a --filter name=cmp- --format '{{range split .Labels ","}}[{{.}}]{{else}}none{{end}}'
      ps -a --filter name=cmp- --format '{{with .Labels}}{{.}}{{else}}-{{end}}'
      ps -a --filter name=cmp- --format '{{if eq .Names "cmp-1"}}one{{else if eq .Names "cmp-2"}}two{{end}}'
      ps -a --filter name=cmp- --format '{{len .Names}} {{slice .Names 0 3}} {{truncate .Image 4}}'
      ps -a --filter name=cmp- --format '{{ .Size }}'
      ps -a --filter name=cmp- --format pretty
      ps --format {{.Foo}}
      ps --format {{.ID.Foo}}
      ps --format {{foo}}
      ps --format {{.ID
      ps --format '{{if}}'
      ps --format '{{if .ID}}'
      ps --format '{{end}}'
      ps --format '{{"a}}'
      ps --format '{{.ID | nosuch}}'
      ps --format '{{lower}}'
      ps --format '{{lower 1}}'
      ps --format '{{index .ID 1000}}'
      ps --format '{{$x}}'
      ps --format '{{.ID}'
      ps --format '{{(.ID}}'
      ps --format '{{.ID)}}'
      ps --format '{{1a}}'
      ps --format '{{|}}'
      ps --format '{{.ID |}}'
      ps --format '{{else}}'
      ps --format '{{break}}'
      ps -n 1 --format {{.Names}}
      ps -l --format {{.Names}}
      tag busybox cmp-img:1
      tag busybox cmp-img:2
      images cmp-img
      images cmp-img:1
      images -q cmp-img
      images --no-trunc cmp-img
      images --digests cmp-img
      images --format json cmp-img:1
      images --format '{{.Repository}}:{{.Tag}} {{.ID}} {{.Size}}' cmp-img:1
      images --format 'table {{.ID}}\\t{{.Tag}}' cmp-img
      images --format raw cmp-img:1
      images --filter reference=cmp-img:2
      images --filter dangling=true --filter reference=cmp-img
      images --format {{.Foo}}
      history cmp-img:1
      history -q cmp-img:1
      history --no-trunc --human=false cmp-img:1
      history --format json cmp-img:1
      history --format '{{.CreatedBy}} {{.Size}}' cmp-img:1
      rmi cmp-img:1
      rmi cmp-img:2
      network create cmp-n
      network ls --filter name=cmp-
      network ls -q --filter name=cmp-
      network ls --no-trunc --filter name=cmp-
      network ls --format json --filter name=cmp-
      network ls --format '{{.Name}} {{.Internal}} {{.CreatedAt}}' --filter name=cmp-
      network create cmp-n
      network connect --ip 1.2.3.4 cmp-n cmp-2
      network connect --alias x cmp-n cmp-2
      network connect cmp-n cmp-2
      network rm cmp-n
      network disconnect cmp-n cmp-2
      network disconnect cmp-n cmp-2
      network rm cmp-n
      network create --subnet 10.99.0.0/24 --ip-range 10.99.0.128/25 --gateway 10.99.0.1 --aux-address a=10.99.0.5 --internal -o x=y --label l=m cmp-n2
      network inspect cmp-n2
      network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{.Options}} {{json .Labels}}' cmp-n2
      volume create cmp-vol
      volume create -d local --label a=b -o type=tmpfs cmp-vol2
      volume ls --filter name=cmp-
      volume ls -q --filter name=cmp-
      volume ls --format json --filter name=cmp-
      volume ls --format '{{.Name}} {{.Mountpoint}} {{.Labels}} {{.Size}}' --filter name=cmp-
      volume inspect cmp-vol2
      volume inspect -f '{{.Options}} {{.Labels.a}} {{.Labels.b}} {{.Status}}' cmp-vol2
      volume rm cmp-vol cmp-vol2
    `),
  },
  {
    name: 'inspect',
    steps: each(`
      create --name cmp-i -e A=1 -l x=y -p 80 --health-cmd true --tmpfs /t busybox true
      inspect cmp-i
      inspect --format json cmp-i
      inspect -f {{.Id}} cmp-i
      inspect -f {{.Name}} cmp-i busybox
      inspect -f '{{.State.Status}} {{.Config.Image}} {{.HostConfig.Memory}}' cmp-i
      inspect -f '{{json .Config.Labels}}' cmp-i
      inspect -f '{{.Config.Labels}}' cmp-i
      inspect -f '{{.Config.Labels.x}} {{.Config.Labels.nope}}' cmp-i
      inspect -f '{{index .Config.Labels "x"}}{{index .Config.Labels "nope"}}|' cmp-i
      inspect -f '{{index .Config.Env 0}} {{len .Config.Env}}' cmp-i
      inspect -f '{{index .Config.Env 9}}' cmp-i
      inspect -f '{{range .Config.Env}}{{println .}}{{end}}' cmp-i
      inspect -f '{{range $i, $e := .Config.Env}}{{$i}}={{$e}};{{end}}' cmp-i
      inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}}{{end}}' cmp-i
      inspect -f '{{.NetworkSettings.Networks.bridge.Gateway}}' cmp-i
      inspect -f '{{range $p, $c := .HostConfig.PortBindings}}{{$p}} {{(index $c 0).HostPort}}{{end}}' cmp-i
      inspect -f '{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}' cmp-i
      inspect -f '{{.Config.Healthcheck.Test}}' cmp-i
      inspect -f '{{.Config.StopSignal}}|{{.Config.Shell}}|{{.HostConfig.Sysctls}}|{{.Node}}' cmp-i
      inspect -f '{{.Foo}}' cmp-i
      inspect -f '{{.State.Foo}}' cmp-i
      inspect -f '{{.Id.Foo}}' cmp-i
      inspect -f '{{.Config.Labels.x.y}}' cmp-i
      inspect -f '{{foo}}' cmp-i
      inspect -f '{{.Id' cmp-i
      inspect -f '{{join .Config.Cmd "," }} {{join .Config.Env ","}}' cmp-i
      inspect -f '{{title "abc"}} {{pad "x" 1 2}}| {{split "a,b" ","}} {{upper "a"}}' cmp-i
      inspect -f '{{printf "%s %v %d %t %q %5.1f|%x" "a" 1 2 true "q" 1.5 255}}' cmp-i
      inspect -f '{{and 1 0}} {{or 0 "x"}} {{not true}} {{eq 1 1}} {{ne "a" "b"}} {{lt 1 2}} {{ge 2 2}}' cmp-i
      inspect -f '{{print 1 2 "a" "b" 3}} {{html "<a>"}} {{urlquery "a b"}}' cmp-i
      inspect -f '{{- /* comment */ -}} {{ .State.Running -}} x' cmp-i
      inspect -f '{{$x := .Name}}{{with .Config}}{{$x}} {{.Image}} {{$.Id}}{{end}}' cmp-i
      inspect -f '{{.HostConfig.Binds}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.Init}}' cmp-i
      inspect -f '{{.HostConfig.RestartPolicy}} {{.HostConfig.LogConfig}}' cmp-i
      inspect -f '{{json .State}}' cmp-i
      inspect -f '{{json .HostConfig.RestartPolicy}} {{json .Mounts}}' cmp-i
      inspect -f '{{eq .Name 1}}' cmp-i
      inspect -s -f '{{.SizeRw}}' cmp-i
      inspect -s -f '{{.Id}}' busybox
      inspect cmp-i nosuch
      inspect -f {{.Name}} nosuch cmp-i
      inspect --type image busybox
      inspect --type image cmp-i
      image inspect -f '{{.RepoTags}} {{.Os}}/{{.Architecture}} {{.Config.Cmd}} {{.Config.Env}}' busybox
      image inspect -f '{{.RootFS.Type}} {{len .RootFS.Layers}} {{.Variant}}|' busybox
      network inspect -f '{{.Name}} {{.Driver}} {{.IPAM.Driver}}' bridge
    `),
  },
];

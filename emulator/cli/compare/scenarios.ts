import type { Step } from './peer.ts';

interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** 'run --rm busybox true' → a step; single quotes keep spaces together. */
function step(line: string, more: Partial<Step> = {}): Step {
  const argv = (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));
  return { argv, ...more };
}

const each = (lines: string): Step[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => step(line));

/** Compared with Docker's CLI step by step; objects are named cmp-… */
export const scenarios: readonly Scenario[] = [
  {
    name: 'usage errors',
    steps: each(`
      foo
      ps extra
      run
      run --nope
      run -Z
      run -itZ x
      run --name
      run --rm=maybe busybox
      run -m x busybox
      run -m 1zb busybox
      run --memory=1g --foo=2 x
      run --pull foo cmp-none
      run -a nothing busybox
      run -e =x busybox
      run --cpus x busybox
      run -p x busybox
      run -p 99999:80 busybox
      run -p 1-2:80-85 busybox
      run -p 80/xyz busybox
      run --expose 1:2 busybox
      run --expose x busybox
      run -v a:b:c:d busybox
      run -v :/x busybox
      run --mount type busybox
      run --mount foo=bar busybox
      run --mount type=bind,src=/a busybox
      run --network bridge --network-alias x busybox
      run --mac-address x busybox
      run --pid x busybox
      run --uts x busybox
      run --userns x busybox
      run --restart on-failure:x --name cmp-a busybox
      run --rm --restart always busybox
      run --no-healthcheck --health-cmd x busybox
      run --health-interval -1s busybox
      run --health-interval 1 busybox
      run --health-interval 1y busybox
      run --memory-swappiness 101 busybox
      run --device a busybox
      run --device /a:b:c:d busybox
      run --ulimit x busybox
      run --sysctl x=y busybox
      run --dns x busybox
      run --add-host x busybox
      run --add-host x:y busybox
      run --link a:b:c busybox
      run --security-opt x busybox
      run --env-file nosuch busybox
      run --log-driver none --log-opt a=b busybox
      run --blkio-weight x busybox
      run --blkio-weight 70000 busybox
      run --stop-timeout x busybox
      run --=x busybox
      create
      create --pull foo x
      --nope
      --log-level
      network
      container foo
      network foo
      image foo
      image --nope
      image ls a b
      ps -n
      ps -n x
      ps --filter foo
      ps --filter foo=bar
      rename a
      port
      port a b c
      tag a
      exec a
      logs
      logs --since x nosuch
      stop
      stop -t x a
      stop --time 1 --timeout 2 a
      inspect
      inspect --type foo x
      inspect --type= x
      help foo
      help ps extra
      info x
      version x
      network
      network create
      network create --subnet x cmp-n
      network create --subnet 10.0.0.0/24 --gateway 10.1.0.1 cmp-n
      network create --gateway 10.1.0.1 cmp-n
      volume foo
      volume create a b
      system foo
    `),
  },
  {
    name: 'help',
    steps: each(`
      ps --help
      ps -h
      run --help
      create --help
      container run --help
      container ls --help
      help run
      help image ls
      rmi --help
      image rm --help
      inspect --help
      logs --help
      network create --help
      network connect --help
      network --help
      volume --help
      volume prune --help
      volume rm --help
      system --help
      system df --help
      history --help
      pull --help
      stats --help
      exec --help
    `),
  },
  {
    name: 'objects that are not there',
    steps: each(`
      inspect nosuch
      inspect --format {{.Id}} nosuch
      container inspect nosuch
      image inspect nosuch
      network inspect nosuch
      volume inspect nosuch
      inspect --type container nosuch
      rmi nosuch
      rmi -f nosuch
      rm nosuch
      rm -f nosuch
      stop nosuch
      kill nosuch
      restart nosuch
      start nosuch
      start a b c
      start -a nosuch
      start -a a b
      wait nosuch
      top nosuch
      port nosuch
      logs nosuch
      attach nosuch
      exec nosuch ls
      exec -it nosuch ls
      pause nosuch
      unpause nosuch
      rename nosuch b
      stats --no-stream nosuch
      network rm nosuch
      network rm -f nosuch
      network connect nosuch nosuch
      network disconnect nosuch nosuch
      volume rm nosuch
      volume rm -f nosuch
      tag nosuch b
      tag busybox B
      history nosuch
      pull BAD
      pull a:b:c
      pull -a a:b
      run BAD
      run --pull never cmp-nosuch
      images nosuch
      images ls
    `),
  },
  {
    name: 'run',
    steps: [
      ...each(`
        run --rm busybox echo hi
        run --rm busybox sh -c 'echo out; echo err >&2; exit 7'
        run --rm busybox nosuch
        run --rm busybox /etc
        run --rm busybox /etc/passwd
        run -it busybox
        run -d -a stdout busybox true
        run --rm -w /a busybox pwd
        run --rm -e A=1 -e HOST_NAME --env-file env busybox env
        run --rm --entrypoint echo busybox a b
        run --rm --entrypoint= busybox echo c
        run --rm -h box --name cmp-h busybox hostname
        run --rm --network none busybox ls /sys/class/net
        run --rm --user 5:6 busybox id
        run --rm --read-only busybox touch /x
        run --rm -v cmp-v:/data busybox sh -c 'echo x > /data/f'
        run --rm --mount type=volume,src=cmp-v,dst=/d,readonly busybox cat /d/f
        run --rm --tmpfs /t:size=64k busybox df -k /t
        run --rm --add-host a:1.2.3.4 busybox grep 1.2.3.4 /etc/hosts
        run --rm --dns 127.0.0.1 busybox cat /etc/resolv.conf
        run --rm -m 32m --cpus 0.5 --pids-limit 50 busybox true
        run --rm -m 1m busybox true
        run --rm --ulimit nofile=100:200 busybox sh -c 'ulimit -n'
        run --rm --cap-drop all busybox chown 1 /tmp
        run --rm --label a=b -l c --cidfile cid busybox true
        run --rm --cidfile cid busybox true
        run --rm -p 127.0.0.1:38080:80 --name cmp-p busybox true
        run --network cmp-none --rm busybox true
        run --name cmp-x busybox true
        run --name cmp-x busybox true
        run --rm -- busybox echo dashes
        run --rm busybox echo --rm -x
        run -d --name cmp-d busybox sleep 100
        ps --filter name=cmp-d
        rm -f cmp-d
      `),
      step('run --rm -i busybox cat', { stdin: 'one\ntwo\n' }),
      step('run --rm -i busybox wc -c', { stdin: 'x'.repeat(200_000) }),
      step('run --rm busybox cat', { stdin: 'not sent' }),
      step('run --rm -a stdin -i busybox cat', { stdin: 'x' }),
      step('run --rm -e HERE busybox env', { environment: { HERE: 'yes' } }),
    ],
  },
  {
    name: 'life of a container',
    steps: each(`
      create --name cmp-a busybox sh -c 'echo one; sleep 0.2; echo two >&2; sleep 1000'
      ps -a --filter name=cmp-
      start cmp-a
      ps --filter name=cmp-
      ps --filter name=cmp- --format {{.Names}}
      exec cmp-a echo hi
      exec cmp-a sh -c 'exit 3'
      exec cmp-a nosuch
      exec -w /tmp -e A=b cmp-a sh -c 'pwd; echo $A'
      exec -it cmp-a sh
      exec -d cmp-a true
      top cmp-a -o pid,comm
      exec cmp-a sleep 0.3
      logs cmp-a
      logs --tail 1 cmp-a
      logs -n 0 cmp-a
      logs -t cmp-a
      logs --since 1h cmp-a
      logs --until 1h cmp-a
      logs --tail x cmp-a
      port cmp-a
      port cmp-a 80
      port cmp-a x
      pause cmp-a
      ps --filter name=cmp- --format {{.Status}}
      attach cmp-a
      exec cmp-a true
      unpause cmp-a
      unpause cmp-a
      rename cmp-a cmp-b
      rename cmp-b cmp-b
      rm cmp-b
      restart -t 0 cmp-b
      stop -t 0 cmp-b
      stop cmp-b
      kill cmp-b
      exec cmp-b true
      attach cmp-b
      top cmp-b
      wait cmp-b
      ps -a --filter name=cmp- --format '{{.Names}} {{.State}} {{.Image}}'
      start -a cmp-missing
      rm cmp-b
      create --name cmp-s busybox sh -c 'echo done; exit 4'
      start -a cmp-s
      wait cmp-s
      inspect -f {{.State.ExitCode}} cmp-s
      rm -v cmp-s
      run -d --rm --name cmp-k busybox sleep 100
      kill -s KILL cmp-k
    `),
  },
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

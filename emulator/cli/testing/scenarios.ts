import { formatScenarios } from './format-scenarios.ts';
import { each, step, type Scenario } from './steps.ts';

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
  ...formatScenarios,
];

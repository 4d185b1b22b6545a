# title: network ls by filter and format
docker network create --label a=b --label c n1; docker network create --internal n2
docker network ls --filter name=n --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.IPv6}}' | sort
docker network ls -q --no-trunc --filter name=n1 | wc -c
docker network ls -q --filter name=n1 | wc -c
docker network ls --filter label=a=b --format '{{.Name}} {{.Label "a"}}'
docker network ls --filter label=a=x --format '{{.Name}}'
docker network ls --filter driver=null --format '{{.Name}}'
docker network ls --filter driver=host --filter driver=null --format '{{.Name}}' | sort
docker network ls --filter scope=local --filter type=builtin --format '{{.Name}}' | sort
docker network ls --filter scope=swarm -q
docker network ls --filter type=nosuch
docker network ls --filter dangling=true --format '{{.Name}}' | sort
docker network ls --filter dangling=false --filter type=custom --format '{{.Name}}' | sort
docker network ls --filter dangling=perhaps
docker network ls --filter name=n1 --format '{{json .}}' | grep -o '"Driver":"[a-z]*"'
docker network ls --filter nosuch
docker network ls --format '{{.Nosuch}}'

# title: COMPOSE_ variables, .env, --env-file and env_file
# clients: ours
mkdir stage; cat >compose.yaml <<'E'
services:
  web:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    labels: {where: '${WHERE}', both: '${A}${B}'}
    env_file: [one.vars, {path: nosuch.vars, required: false}, {path: raw.vars, format: raw}]
    environment: {C: of yaml, PASSED: }
  probe: {image: busybox, command: sleep 100, profiles: [debug], stop_grace_period: 0s}
E
printf 'A=a\nB="b ${A}"\nC=c\nD=$$x${WHERE}\n' >one.vars; printf 'E="quoted $A"\n' >raw.vars
cat >.env <<'E'
COMPOSE_PROJECT_NAME=conf
COMPOSE_PROFILES=debug
WHERE=.env
A="x ${WHERE}"
export B='not ${A}' # said
E
docker compose config --services; docker compose config --environment | grep -E '^(A|B|WHERE|COMPOSE_PROJECT_NAME|COMPOSE_PROFILES)='
PASSED=yes docker compose up -d 2>/dev/null; docker compose ps --format '{{.Name}}' | sort
docker compose exec -T web env | grep -E '^([A-E]|PASSED)=' | sort
docker inspect -f '{{.Config.Labels.where}}|{{.Config.Labels.both}}' conf-web-1
printf 'WHERE=one\nA=1\n' >1.env; printf 'A=2\nB=2\n' >2.env
docker compose -p conf --env-file 1.env --env-file 2.env config | grep -e where -e both
COMPOSE_ENV_FILES=1.env,2.env docker compose -p conf config | grep -e where -e both
WHERE=shell docker compose --env-file 1.env -p conf config | grep where
docker compose --env-file nosuch.env config
COMPOSE_DISABLE_ENV_FILE=1 docker compose -p conf config 2>&1 | grep -e WHERE -e where
printf 'A=1\nB-AD\n' >bad.env; docker compose --env-file bad.env config
printf 'X="open\n' >bad.env; docker compose --env-file bad.env config
docker compose down 2>/dev/null

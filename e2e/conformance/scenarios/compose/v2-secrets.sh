# title: secrets: of a variable, their targets, owners and modes
# clients: ours
cat >compose.yaml <<'E'
name: conf
services:
  web:
    image: busybox
    command: sleep 100
    stop_grace_period: 0s
    secrets:
      - token
      - {source: token, target: other}
      - {source: token, target: /somewhere/else, uid: '1000', gid: '1000', mode: 0440}
secrets: {token: {environment: TOKEN}}
E
TOKEN=s3cret docker compose up -d 2>/dev/null
docker compose exec -T web sh -c 'cat /run/secrets/token; echo; cat /run/secrets/other; echo; cat /somewhere/else; echo; env | grep -c s3cret'
docker compose exec -T web stat -c '%n %u:%g %a %F' /run/secrets/token /run/secrets/other /somewhere/else
docker diff conf-web-1 | grep -e secrets -e somewhere | sort
docker inspect conf-web-1 | grep -c s3cret
TOKEN=s3cret docker compose config
docker compose down 2>/dev/null
docker compose up -d; docker compose down 2>/dev/null
printf 'name: conf\nservices: {web: {image: busybox, secrets: [one]}}\nsecrets: {one: {external: true}}\n' >compose.yaml; docker compose up -d
printf 'name: conf\nservices: {web: {image: busybox, secrets: [one]}}\nsecrets: {one: {file: ./nosuch}}\n' >compose.yaml; docker compose up -d 2>&1 | sed 's/at ".*"/at PATH/; s/exist: .*/exist: PATH/'
docker compose down 2>/dev/null

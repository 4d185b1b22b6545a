# title: logs -f until the last one ends
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  one:
    image: busybox
    command: sh -c 'echo begins; while [ ! -e /end ]; do sleep 0.1; done; echo ends; exit 3'
E
docker compose up -d 2>/dev/null
(docker compose logs -f --no-color >../followed; echo "code $?" >>../followed) &
soon grep begins ../followed; sleep 1
docker compose exec -T one touch /end
soon grep '^code' ../followed
cat ../followed
docker compose down 2>/dev/null

# title: commit and export a service’s container
# clients: ours
cat >compose.yaml <<E
name: conf
services:
  one: {image: busybox, command: sleep 100, stop_grace_period: 0s}
E
docker compose commit one made:1
docker compose up -d 2>/dev/null
docker compose exec -T one touch /mark
docker compose commit -m said -a me one made:1 2>&1 | sed 's/sha256:.*//'
docker run --rm made:1 ls /mark
docker inspect -f '{{.Comment}} {{.Author}}' made:1
docker compose export -o out.tar one; tar -tf out.tar | grep mark
docker compose export one 2>/dev/null | tar -t | grep mark
docker compose export -o /nosuch/out.tar one
docker compose export
docker compose down 2>/dev/null; docker rmi made:1 | wc -l

# title: typos, help and flags that are none
# clients: ours
docker compose nosuch 2>&1 | tail -1
docker compose ps --nosuch
docker compose --nosuch ps
docker compose ps --help
docker compose logs --help
docker compose exec --help
docker compose cp --help
docker compose rm --help
docker compose --help | head -20
docker compose version --short | cut -d. -f1
docker compose publish x
docker compose stats one two
docker compose --progress nonsense ps
docker compose --ansi never --progress tty ps

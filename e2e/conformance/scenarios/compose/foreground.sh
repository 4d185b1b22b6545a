# title: docker-compose up in the foreground, until its container ends
printf 'version: "3"\nservices:\n  one:\n    image: busybox\n    command: sh -c "echo out; echo err >&2; sleep 1; exit 4"\n' > docker-compose.yml
export COMPOSE_PROJECT_NAME=conf; docker-compose --no-ansi up --no-color --exit-code-from one 2>&1 | sort
docker-compose --no-ansi up --no-color --abort-on-container-exit >/dev/null 2>&1; echo $?
docker-compose logs --no-color -t | wc -l
docker-compose down 2>&1 | grep -v '\.\.\. $' | sort

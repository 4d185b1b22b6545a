# title: exit codes of signals
docker run --rm busybox sh -c 'kill -9 $$; sleep 1'
docker run --rm busybox sh -c 'sh -c "kill -TERM \$\$"; echo $?'
docker run --init --rm busybox sh -c 'kill -USR1 $$'
docker run --init --rm busybox sh -c 'kill -SEGV $$'
docker run --name k1 busybox sh -c 'trap "exit 12" TERM; kill -TERM 1; sleep 1'
docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}}' k1

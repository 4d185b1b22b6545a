# title: --details, long forms, several flags
docker run --name l1 busybox sh -c 'echo a; sleep 0.3; echo b >&2'
docker logs --details l1 2>&1 | sort
docker logs --tail=1 --timestamps l1 2>&1 | cut -d' ' -f2
docker logs --since -1s l1
docker logs -f --tail 0 l1
docker logs l1 extra
docker logs

# title: -t, --since and --until
docker run --name l1 busybox sh -c 'echo a; sleep 2.2; echo b'
docker logs -t l1
docker logs --since 1s l1 | grep -c a
docker logs --until 2000-01-01T00:00:00 l1
docker logs --since 2000-01-01 l1
docker logs --since nonsense l1

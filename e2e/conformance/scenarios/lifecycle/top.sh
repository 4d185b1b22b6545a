# title: top
docker run -d --name t1 busybox sleep 100
docker top t1 | tail -1 | sed 's/.* //'
docker top t1 -o comm
docker top nosuch
docker kill t1 >/dev/null; docker top t1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'

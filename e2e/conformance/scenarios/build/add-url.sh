# title: ADD of a URL: from a published port, from a container's address; names, modes, times, errors
docker run -d --name web -p 8099:80 busybox sh -c "mkdir -p /w/d && echo hello > /w/file.txt && echo index > /w/d/index.html && cd /w && tar -cf - file.txt | gzip -n > a.tar.gz; touch -d '2001-02-03 04:05:06' file.txt && httpd -f -p 80 -h /w" >/dev/null
soon sh -c 'test "$(docker exec web wget -qO- localhost/file.txt)" = hello'
printf '%s\n' 'FROM busybox' 'ADD http://localhost:8099/file.txt /named/' 'ADD http://127.0.0.1:8099/file.txt /renamed' 'ADD --chown=3:4 http://localhost:8099/a.tar.gz /kept/' 'ADD http://localhost:8099/file.txt?x=1 /query/' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t url . 2>/dev/null | grep -v -e Downloading -e "^$" | sed "s/[0-9a-f]\{12\}/ID/"
docker run --rm url sh -c "find /named /renamed /query -type f | sort | xargs stat -c '%n %A %u:%g %s %Y'; stat -c '%n %A %u:%g' /kept/*; cat /renamed"
printf "FROM busybox\nADD http://%s/file.txt /x\nRUN cat /x\n" $(docker inspect -f "{{.NetworkSettings.IPAddress}}" web) > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -a hello
printf "FROM busybox\nADD http://localhost:8099/nosuch /x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | grep -a -o "failed to GET.*404 [A-Za-z ]*"
printf "FROM busybox\nADD http://localhost:1/f /x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nADD http://localhost:8099/d/ /x/\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf "FROM busybox\nADD git@github.com:a/b.git /x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
docker rm -f web

# title: ADD of a URL: names, mode, owner, time
# builder: buildkit
docker run -d --name web -p 8098:80 busybox sh -c "mkdir /w && echo hello > /w/file.txt && cd /w && tar -cf - file.txt | gzip -n > a.tar.gz; touch -d '2001-02-03 04:05:06' file.txt a.tar.gz; httpd -f -p 80 -h /w" >/dev/null
soon sh -c 'test "$(docker exec web wget -qO- localhost/file.txt)" = hello'
printf '%s\n' 'FROM busybox' 'ADD http://localhost:8098/file.txt /named/' 'ADD http://127.0.0.1:8098/file.txt /renamed' 'ADD --chown=3:4 http://localhost:8098/file.txt /own/ed' 'ADD http://localhost:8098/file.txt?q=1 /query/' > Dockerfile
buildkit -t one . && image one; docker run --rm one stat -c '%n %Y' /named/file.txt /renamed
printf '%s\n' 'FROM busybox' 'ADD http://localhost:8098/nosuch /x' > Dockerfile; buildkit -t two .
docker rm -f web

# title: the web server of every tutorial
# images: nginx
docker run -d -p 80:80 --name webserver nginx
"$NODE" "$PROGRAMS/get.mjs" http://127.0.0.1:80/ | grep -o '<title>.*</title>'
docker logs webserver 2>/dev/null | grep -c 'GET / HTTP'
docker ps --format '{{.Names}} {{.Ports}}'
docker stop webserver
docker rm webserver

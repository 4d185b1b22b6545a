# title: -P publishes what is exposed
# images: nginx
docker run -d --name n1 -P nginx
docker port n1 | sed 's/:[0-9]*$/:PORT/'
docker ps --format '{{.Ports}}' | sed 's/:[0-9]*->/:PORT->/g'

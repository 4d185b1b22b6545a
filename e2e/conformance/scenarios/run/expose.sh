# title: --expose and the image's EXPOSE
# images: nginx
docker run -d --name e1 --expose 8080 --expose 90-91/udp nginx
docker ps --format '{{.Ports}}'
docker inspect -f '{{json .Config.ExposedPorts}}' e1
docker port e1
docker run --expose nosuch nginx true

# title: a configuration file out, edited, and in again
docker run -d --name web busybox sh -c 'mkdir -p /etc/app; echo port=80 > /etc/app/app.conf; exec sleep 100'
soon docker exec web test -s /etc/app/app.conf
docker cp web:/etc/app/app.conf . && sed -i s/80/8080/ app.conf && docker cp app.conf web:/etc/app/
docker restart -t 0 web
docker exec web ls /etc/app
docker diff web | grep app
docker cp web:/etc/app/. copied && ls copied
docker cp web:/etc/app - | tar t
docker stop -t 0 web; docker cp web:/etc/app/app.conf stopped; wc -l < stopped
docker rm web; docker cp web:/etc/app/app.conf x

# What happened last night. Run it, do not read it: find out what it did.
docker run -d --name web -p 8080:80 nginx
docker exec web mv /usr/share/nginx/html/index.html /usr/share/nginx/html/hello.html

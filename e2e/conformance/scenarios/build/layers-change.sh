# title: layers: files replaced, removed, folders replaced
mkdir d; echo new > d/a; echo f > f
printf '%s\n' 'FROM busybox' 'RUN mkdir -p /x/y && echo 1 > /x/a && echo 2 > /x/y/b && echo 3 > /x/c && ln -s c /x/l' 'RUN rm /x/c && rm -r /x/y && echo changed > /x/a' 'COPY d /x' 'RUN rm -rf /x && mkdir /x && echo again > /x/z' 'COPY f /x/a/b/c' 'RUN rm /bin/wget && mv /x/z /x/q' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t layers . | cut -c1-7
docker run --rm layers sh -c "find /x | sort; cat /x/q /x/a/b/c; ls /bin/wget"
docker history --format "{{.Size}}" layers

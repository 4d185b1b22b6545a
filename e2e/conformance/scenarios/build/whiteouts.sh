# title: what is removed and replaced: files, folders, links, in RUN and by COPY, and what it looks like saved
mkdir -p d; echo new > d/file; echo f > f; mkdir -p e/sub; echo s > e/sub/s
printf '%s\n' 'FROM busybox' 'RUN mkdir -p /a/b /a/c /r && echo 1 > /a/b/1 && echo 2 > /a/b/2 && echo 3 > /a/c/3 && ln -s b /a/l && echo x > /r/x && echo y > /r/y && echo z > /z' 'RUN rm /a/b/1 /z && rm -r /a/c && echo file > /a/c' 'RUN rm -rf /r && mkdir /r && echo again > /r/y' 'RUN rm /a/l && mkdir /a/l && echo in > /a/l/in && mv /a/b/2 /a/b/3' 'COPY f /a/l/in' 'COPY d/file /r/y' 'COPY e /a/b' 'RUN rm -rf /a/b && echo 1 > /tmp/t && rm /tmp/t' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t white . | cut -c1-7
docker run --rm white sh -c "find /a /r /tmp /z 2>&1 | sort; cat /a/c /r/y /a/l/in"
mkdir s; docker save white | tar -x -C s; for l in $(sed 's/.*"Layers":\[//; s/\].*//' s/manifest.json | tr -d '"' | tr ',' '\n' | tail -n +2); do echo layer; tar -tf s/$l | sed 's/^\.\///' | sort; done
docker history --format "{{.Size}}" white

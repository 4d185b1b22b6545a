# title: WORKDIR: owners under USER, layers, links, the root
# builder: buildkit
printf '%s\n' 'FROM busybox' 'WORKDIR /' 'WORKDIR /made/by/root' 'USER daemon' 'WORKDIR /made/by/user/deep' 'WORKDIR rel' 'RUN pwd > /tmp/pwd; id -u >> /tmp/pwd' 'USER 12:34' 'WORKDIR /numbers' 'WORKDIR /made/by/root' > Dockerfile
buildkit -t one . && image one
printf '%s\n' 'FROM busybox' 'RUN ln -s tmp /link' 'WORKDIR /link/in' 'RUN echo x > y' > Dockerfile; buildkit -t two . && image two

# title: files replaced by folders, links and the other way round, in RUN and COPY
# builder: buildkit
mkdir -p d/sub; echo n > d/sub/n; echo f > f
printf '%s\n' 'FROM busybox' 'RUN mkdir -p /a/b /r && echo 1 > /a/b/1 && echo 2 > /a/2 && ln -s b /a/l && echo x > /r/x && mkdir /t && ln -s t /tl && ln -s /t/file /fl' 'RUN rm -r /a/b && echo file > /a/b' 'RUN rm -rf /r && mkdir /r && echo y > /r/y' 'COPY f /tl/' 'COPY d /tl' 'COPY f /fl' > Dockerfile
buildkit -t one . && image one
printf '%s\n' 'FROM busybox' 'RUN echo f > /file && mkdir /dir' 'COPY f /dir' 'COPY d /dir' > Dockerfile; buildkit -t two . && image two
printf '%s\n' 'FROM busybox' 'RUN echo f > /file' 'COPY d /file' > Dockerfile; buildkit -t three .

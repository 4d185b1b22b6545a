# title: symbolic links in the context and in the image
mkdir real; echo x > real/f; ln -s real linked; ln -s ../../etc/passwd out
printf '%s\n' 'FROM busybox' 'RUN mkdir -p /target && ln -s target /dirlink && ln -s /target/file /filelink' 'COPY real/f /dirlink/' 'COPY linked/f /via' 'COPY linked /folder' 'COPY real/f /filelink' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t links . 2>&1 | tail -1 | cut -c1-7
docker run --rm links sh -c "ls /target /folder; readlink /dirlink; cat /via; ls -l /filelink | cut -c1"
printf "FROM busybox\nCOPY out /x\n" > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1

# title: which instructions expand variables, and which leave that to the shell
mkdir src; echo x > src/f
printf '%s\n' 'FROM busybox' 'ENV v=val dir=/d user=daemon port=81 sig=SIGINT file=src/f' 'ADD $file $dir/add' 'COPY ${file} ${dir}/copy' 'WORKDIR $dir/w' 'USER ${user}:$user' 'EXPOSE $port ${port}0/udp' 'STOPSIGNAL $sig' 'VOLUME $dir/vol ["$dir"]' 'LABEL l$v=$v "m$v"="n $v"' 'ENV e$v=$v' 'RUN echo "$v" > /tmp/run' 'CMD echo $v' 'ENTRYPOINT ["echo", "$v"]' 'HEALTHCHECK CMD test $v' 'SHELL ["/bin/sh", "-c", "$v"]' 'ONBUILD LABEL o=$v' 'MAINTAINER $v' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t where . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker inspect where | sed -n '/^        "Config": {/,/^        }/p' | grep -v '"Image"'; docker inspect -f '{{.Author}}' where
docker history --no-trunc --format "{{.CreatedBy}}" where

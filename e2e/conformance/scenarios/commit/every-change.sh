# title: commit -c with each instruction, and what it refuses
docker create --name cc -e FIRST=1 -l first=1 busybox sleep 5
docker commit -c 'CMD echo hi' cc a1 | cut -c1-7; docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}' a1
docker commit -c 'ENTRYPOINT ["/bin/x","y"]' cc a2 | cut -c1-7; docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}' a2
docker commit -c 'ENV a=b=c d="e f" FIRST=$PATH' cc a3 | cut -c1-7; docker inspect -f '{{json .Config.Env}}' a3
docker commit -c 'EXPOSE 80-81 53/udp' cc a4 | cut -c1-7; docker inspect -f '{{json .Config.ExposedPorts}}' a4
docker commit -c 'LABEL a=b "c d"="e f"' cc a5 | cut -c1-7; docker inspect -f '{{json .Config.Labels}}' a5
docker commit -c 'ONBUILD RUN ls' -c 'ONBUILD CMD x' cc a6 | cut -c1-7; docker inspect -f '{{json .Config.OnBuild}}' a6
docker commit -c 'USER bob:staff' -c 'WORKDIR /a' -c 'WORKDIR b' cc a7 | cut -c1-7; docker inspect -f '{{.Config.User}} {{.Config.WorkingDir}}' a7
docker commit -c 'VOLUME /a /b' -c 'VOLUME ["/c"]' cc a8 | cut -c1-7; docker inspect -f '{{json .Config.Volumes}}' a8
docker commit -c 'HEALTHCHECK --interval=5s --retries=3 CMD true' cc a9 | cut -c1-7; docker inspect -f '{{json .Config.Healthcheck}}' a9
docker commit -c 'cmd ["x"]' -c '# a comment' cc b1 | cut -c1-7; docker inspect -f '{{json .Config.Cmd}}' b1
docker commit -c 'STOPSIGNAL 9' cc
docker commit -c 'ENV a' cc
docker commit -c 'EXPOSE abc' cc
docker commit -c 'LABEL x' cc
docker commit -c 'ONBUILD FROM x' cc
docker commit -c 'USER' cc
docker commit -c '' cc
docker commit -c 'HEALTHCHECK foo' cc
docker commit cc Upper
docker commit cc sha256
docker commit
docker commit a b c

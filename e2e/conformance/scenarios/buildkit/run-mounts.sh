# title: RUN --mount: cache, bind, tmpfs, secret; what stays in the image and the history
# builder: buildkit
mkdir ctx; echo from context > ctx/f; echo hidden > secret.txt
printf '%s\n' 'FROM busybox AS a' 'RUN echo from stage > /s' 'FROM busybox' 'RUN --mount=type=cache,target=/cache echo 1 >> /cache/n; cat /cache/n > /n1' 'RUN --mount=type=cache,target=/cache echo 2 >> /cache/n; cat /cache/n > /n2' 'RUN --mount=type=bind,target=/b cat /b/ctx/f > /bound; touch /b/x || echo read-only > /ro' 'RUN --mount=type=bind,source=ctx,target=/c,rw echo x > /c/new; ls /c > /listed' 'RUN --mount=from=a,source=/s,target=/t/s cat /t/s > /staged' 'RUN --mount=type=tmpfs,target=/tmpfs touch /tmpfs/x; ls /tmpfs > /tmp1; grep -c " /tmpfs tmpfs " /proc/mounts > /tmp2' 'RUN --mount=type=secret,id=one cat /run/secrets/one > /shown; stat -c "%a %u:%g" /run/secrets/one > /mode' 'RUN --mount=type=secret,id=one,target=/x/y,mode=444,uid=5 stat -c "%a %u:%g" /x/y > /mode2' 'RUN --mount=type=secret,id=missing ls /run/secrets/missing || echo none > /none' 'RUN --mount=type=cache,id=own,target=/var/own,uid=7,gid=8,mode=700 stat -c "%a %u:%g" /var/own > /own' > Dockerfile
buildkit --secret id=one,src=secret.txt -t one . && image one
docker run --rm one sh -c 'head /n1 /n2 /bound /ro /listed /staged /tmp1 /tmp2 /shown /mode /mode2 /none /own'
printf '%s\n' 'FROM busybox' 'RUN --mount=type=secret,id=missing,required=true true' > Dockerfile; buildkit -t two .
printf '%s\n' 'FROM busybox' 'RUN --mount=type=bind,source=nosuch,target=/x true' > Dockerfile; buildkit -t two .
printf '%s\n' 'FROM busybox' 'RUN --mount=type=nosuch,target=/x true' > Dockerfile; buildkit -t two .

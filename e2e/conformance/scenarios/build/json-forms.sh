# title: JSON forms: escapes, what is no JSON, what must be JSON
printf '%s\n' 'FROM busybox' 'RUN ["echo", "a\tb", "\u00e9", "\"q\"", "c\\d"]' 'RUN [ "echo" , "spaced" ] ' 'COPY ["Dockerfile", "/d d/x"]' 'CMD ["a", "b c", ""]' 'ENTRYPOINT ["x"]' > Dockerfile
DOCKER_BUILDKIT=0 docker build -t json . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}' json
for line in 'CMD ["a"' 'CMD "a"' 'CMD [a]' 'CMD [1]' 'CMD' 'ENTRYPOINT []' 'ENTRYPOINT' 'VOLUME ["/a", "/b c"]' 'SHELL ["a", 1]' 'COPY ["Dockerfile"]' 'COPY ["Dockerfile" "/x"]'; do printf 'FROM busybox\n%s\n' "$line" > Dockerfile; echo "$line"; DOCKER_BUILDKIT=0 docker build -q -t one . 2>&1 | grep -v -e ^sha256 -e DEPREC -e BuildKit -e environment-var -e "^$" | tail -1; docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Volumes}}' one 2>/dev/null; docker rmi -f one >/dev/null 2>&1; done

# title: lines: CRLF, byte order mark, no end, tabs, lower case, comments and blank lines within
printf 'FROM busybox\r\nENV A=b\r\nRUN echo "[$A]" \\\r\n  && echo two\r\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t crlf . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"; docker inspect -f '{{json .Config.Env}}' crlf
printf '\357\273\277from busybox\n\trun echo tab\nEnv a b\n   lAbEl x=y' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t bom . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
printf 'FROM busybox\nRUN echo a \\\n\n# comment\n  # indented\n   && echo b \\\n  ;echo c # not a comment\n\n\nENV x=1 \\\n    y=2 \\\n  # c\n    z=3\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t lines . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"; docker inspect -f '{{json .Config.Env}}' lines
printf 'FROM busybox\nRUN echo last \\\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -a -x last
printf 'FROM busybox   \nCMD    echo   many    spaces   \n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t spaces . | cut -c1-7; docker inspect -f '{{json .Config.Cmd}}' spaces

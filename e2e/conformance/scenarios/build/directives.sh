# title: parser directives: escape, syntax, where they count, twice, and comments that look so
printf '# escape=`\nFROM busybox\nRUN echo a`\n`\n  b\nRUN echo C:\\dir\\\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
printf '# a comment\n# escape=`\nFROM busybox\nRUN echo a\\\n b\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"
printf '# escape=`\n# escape=`\nFROM busybox\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf '#syntax=docker/dockerfile:1\n#ESCAPE=`\nFROM busybox\nENV a=b` c d=e\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t esc . | cut -c1-7; docker inspect -f '{{json .Config.Env}}' esc
printf '# unknown=x\nFROM busybox\nRUN echo ok\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | grep -a -x ok

# title: the escape directive
printf "# escape=\`\nFROM busybox\nRUN echo one \`\n && echo two\nENV P=C:\\\\dir\nCMD echo \$P\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t escape . 2>/dev/null
docker inspect -f "{{json .Config.Env}}" escape

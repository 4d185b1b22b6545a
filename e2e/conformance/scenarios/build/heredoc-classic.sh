# title: heredocs are not for the classic builder
printf 'FROM busybox\nRUN <<EOF\necho hello\nEOF\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | tail -1
printf 'FROM busybox\nCOPY <<EOF /x\nhello\nEOF\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>&1 | tail -1
printf 'FROM busybox\nRUN cat <<EOF > /x && cat /x\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build --force-rm . 2>&1 | tail -1 | sed "s/[0-9a-f]\{12\}/ID/"

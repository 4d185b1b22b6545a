# title: modes, times, hard links, empty folders and devices of the context
mkdir -p c/empty c/deep/er; echo x > c/f; ln c/f c/g; ln c/f c/deep/h; mkfifo c/pipe; chmod 1777 c/empty; chmod 6755 c/f; chmod 700 c/deep; touch -d '2001-02-03 04:05:06' c/f c/deep/er; chown 12:34 c/f; ln -s /etc/passwd c/abs; ln -s nowhere c/broken; : > c/zero
printf '%s\n' 'FROM busybox' 'COPY c /c' 'ADD c /d' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t attr . 2>&1 | tail -1 | cut -c1-7
docker run --rm attr sh -c "for d in /c /d; do find \$d ! -type d | sort | xargs stat -c '%N %A %u:%g %s %h'; find \$d -type d | sort | xargs stat -c '%n %A %u:%g'; stat -c %Y \$d/f \$d/deep/er; done"
docker history --format "{{.Size}}" attr

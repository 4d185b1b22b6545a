# title: HEALTHCHECK: inherited, replaced, parts of it, twice, JSON, start interval
printf 'FROM busybox\nHEALTHCHECK --interval=5m --retries=7 CMD one\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t h1 . | cut -c1-7
printf 'FROM h1\nHEALTHCHECK --timeout=9s CMD ["two", "x"]\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t h2 . | cut -c1-7
printf 'FROM h1\nRUN true\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -q -t h3 . | cut -c1-7
docker inspect -f '{{json .Config.Healthcheck}}' h1 h2 h3; docker history --no-trunc --format '{{.CreatedBy}}' h2
for h in '--interval=1us CMD x' '--timeout=-1s CMD x' '--retries=x CMD y' '--nope=1 CMD x' 'NONE x' 'cmd lower' 'OTHER' '' 'CMD []'; do printf 'FROM busybox\nHEALTHCHECK %s\n' "$h" > Dockerfile; echo "$h"; DOCKER_BUILDKIT=0 docker build -q -t one . 2>&1 | grep -v -e ^sha256 -e DEPREC -e BuildKit -e environment-var -e "^$" | tail -1; docker inspect -f '{{json .Config.Healthcheck}}' one 2>/dev/null; docker rmi -f one >/dev/null 2>&1; done
printf 'FROM busybox\nHEALTHCHECK CMD a\nHEALTHCHECK CMD b\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build . 2>/dev/null | sed "s/[0-9a-f]\{12\}/ID/"

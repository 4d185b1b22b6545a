# title: LABEL and --label
printf "FROM busybox\nLABEL a=1 \"b c\"=\"d e\" f=\"g\\\\\"h\"\nLABEL old value here\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -t label --label z=last --label "a=over it" . 2>/dev/null
docker inspect -f "{{json .Config.Labels}}" label
docker images --filter label=z=last --format "{{.Repository}}"

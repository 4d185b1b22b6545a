# title: CMD and ENTRYPOINT in both forms, HEALTHCHECK NONE
# builder: buildkit
printf '%s\n' 'FROM busybox' 'CMD shell form' 'HEALTHCHECK NONE' > Dockerfile; buildkit -t two . && image two
printf '%s\n' 'FROM busybox' 'CMD x' 'ENTRYPOINT ["y"]' 'LABEL only=meta' > Dockerfile; buildkit -t three . && image three

# title: heredocs, which a BuildKit of this age does not know
# builder: buildkit
printf '%s\n' 'FROM busybox' 'RUN <<EOF' 'echo one > /one' 'EOF' > Dockerfile
buildkit -t one . && docker run --rm one cat /one

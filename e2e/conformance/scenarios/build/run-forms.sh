# title: RUN in shell and JSON form, over several lines, with quotes
printf '%s\n' 'FROM busybox' 'RUN echo one \' '  && echo "two   spaces" \' '# a comment between' '  && echo three' 'RUN ["echo", "a  b", "$HOME"]' 'RUN ["/bin/sh", "-c", "echo $HOME"]' 'RUN [ '\''not'\'', "json" ] 2>/dev/null || echo fallback' > Dockerfile
DOCKER_BUILDKIT=0 docker build . 2>/dev/null
DOCKER_BUILDKIT=0 docker build -q -t forms . | cut -c1-7; docker history --no-trunc --format "{{.CreatedBy}}" forms

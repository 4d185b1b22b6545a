# title: much output of RUN, on both channels, without an end
printf '%s\n' 'FROM busybox' 'RUN seq 1 3000' 'RUN echo err >&2; echo err2 >&2' 'RUN head -c 100000 /dev/zero | tr "\0" y' > Dockerfile
DOCKER_BUILDKIT=0 docker build . > out 2>/dev/null; grep -a -c "^[0-9]*$" out; grep -a -o "y*$" out | wc -c; grep -a -c err out

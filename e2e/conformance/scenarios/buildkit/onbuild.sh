# title: ONBUILD: what base and child look like
# builder: buildkit
echo f > f; printf '%s\n' 'FROM busybox' 'ONBUILD COPY f /app/' 'ONBUILD RUN cat /app/f > /app/g' 'ONBUILD ENV A=b' 'LABEL base=1' > Dockerfile
buildkit -t base . && image base
printf '%s\n' 'FROM base' 'RUN echo $A > /a' > Dockerfile; buildkit -t child . && image child base
printf '%s\n' 'FROM child' 'RUN true' > Dockerfile; buildkit -t grand . && image grand child

# title: stages: only what is needed, side by side, by name and number, --target, from scratch
# builder: buildkit
echo x > f; printf '%s\n' 'FROM busybox AS never' 'RUN exit 1' 'FROM busybox AS one' 'RUN echo 1 > /one' 'FROM one AS two' 'RUN echo 2 > /two' 'FROM scratch AS bare' 'COPY --from=one /one /' 'COPY --from=2 /two /' 'COPY f /f' 'CMD ["/f"]' 'FROM busybox' 'COPY --from=bare / /all/' 'COPY --from=busybox /bin/busybox /bb' > Dockerfile
buildkit -t last . && image last
buildkit --target bare -t bare . && image bare none
buildkit --target TWO -t two . && image two
buildkit --target never -t never .
buildkit --target nosuch -t never .

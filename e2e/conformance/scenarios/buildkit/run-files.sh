# title: RUN: what of /dev, /etc, /proc and VOLUMEs gets into a layer
# builder: buildkit
printf '%s\n' 'FROM busybox' 'RUN touch /etc/hosts2; echo 1.2.3.4 x >> /etc/hosts; echo "# y" >> /etc/resolv.conf; hostname > /dev/null' 'VOLUME /v' 'RUN mkdir -p /v/sub && echo kept > /v/sub/f' 'RUN touch /dev/mine; mkdir -p /proc2 /tmp/t; ls -a / > /dev/null' 'RUN mkdir -p /a/b && echo 1 > /a/b/c && ln /a/b/c /a/d && chmod 1777 /a' 'RUN rm -r /a/b && mkdir /a/b && echo 2 > /a/b/e' > Dockerfile
buildkit -t one . && image one

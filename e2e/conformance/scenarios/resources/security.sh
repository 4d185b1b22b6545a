# title: --security-opt
docker run --rm --security-opt no-new-privileges busybox grep NoNewPrivs /proc/self/status
docker run --rm --security-opt nosuch=1 busybox true
docker run --rm busybox grep '^Seccomp:' /proc/self/status
docker run --rm --security-opt seccomp=unconfined busybox grep '^Seccomp:' /proc/self/status
docker run --rm busybox unshare -m true

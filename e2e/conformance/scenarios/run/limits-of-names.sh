# title: references that are none
docker run --rm 'busybox:' true
docker run --rm ':latest' true
docker run --rm 'busybox:a b' true
docker run --rm 'busybox@sha256:12' true
docker run --rm -- busybox echo dashes
docker run --rm busybox -- x

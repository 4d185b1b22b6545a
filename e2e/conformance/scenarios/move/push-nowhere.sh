# title: push to a registry that is not there
docker tag busybox localhost:5999/mine
docker push localhost:5999/mine 2>&1 | head -1
docker push nosuch

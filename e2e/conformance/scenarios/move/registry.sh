# title: a registry in a container: push, mount, what is not there
# images: busybox registry
docker run -d -p 5001:5000 --name reg registry | wc -c
docker tag busybox localhost:5001/me/bb; for i in $(seq 120); do docker push -q localhost:5001/me/bb > /dev/null 2>&1 && break; sleep 1; done; echo up
docker push localhost:5001/me/bb | sed 's/sha256:[0-9a-f]* size: [0-9]*/X/'
docker tag busybox localhost:5001/other/bb; docker push localhost:5001/other/bb | sed 's/sha256:[0-9a-f]* size: [0-9]*/X/'
docker push localhost:5001/me/bb:three
docker pull localhost:5001/nosuch

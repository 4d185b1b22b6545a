# title: a registry in a container: push, pull, mount, all tags
# images: busybox registry
docker run -d -p 5001:5000 --name reg registry | wc -c
docker tag busybox localhost:5001/me/bb; for i in $(seq 120); do docker push -q localhost:5001/me/bb > /dev/null 2>&1 && break; sleep 1; done; echo up
docker push localhost:5001/me/bb | sed 's/sha256:[0-9a-f]* size: [0-9]*/X/'
docker run --name cc busybox sh -c 'echo pushed > /file'
docker commit cc localhost:5001/me/bb:two | cut -c1-7
docker push localhost:5001/me/bb:two | sed 's/^[0-9a-f]*: //; s/sha256:[0-9a-f]* size: [0-9]*/X/' | sort
docker tag busybox localhost:5001/other/bb; docker push localhost:5001/other/bb | sed 's/sha256:[0-9a-f]* size: [0-9]*/X/'
docker push -a -q localhost:5001/me/bb
docker push localhost:5001/me/bb:three
docker push -a localhost:5001/me/bb:two
docker push localhost:5001/nosuch
docker rmi localhost:5001/me/bb:two | sed 's/sha256:.*/X/'
docker pull -q localhost:5001/me/bb:two
docker run --rm localhost:5001/me/bb:two cat /file
docker pull localhost:5001/nosuch
docker pull localhost:5001/me/bb:three
DOCKER_CONFIG=$PWD/config docker login -u me -p x localhost:5001 2>&1 | sed "s#$PWD#X#"
DOCKER_CONFIG=$PWD/config docker logout localhost:5001
docker rm -f reg
docker push localhost:5001/me/bb:two

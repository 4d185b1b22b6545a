# title: manifests of a registry, and lists that are begun, changed and left
# images: busybox registry
export DOCKER_CONFIG=$PWD/config
docker run -d -p 5001:5000 --name reg registry | wc -c
one() { printf "FROM busybox\nENV A=$1\n" | docker build -q -t localhost:5001/$1/bb - 2>&1 | tail -1 | wc -c; }; one me; one other
soon docker push -q localhost:5001/me/bb > /dev/null 2>&1; echo up
docker push -q localhost:5001/other/bb
soft() { sed -E 's/[0-9a-f]{64}/HASH/g; s/"size": [0-9]+/"size": N/; s/"Raw": "[^"]*"/"Raw": "X"/' "$@"; }
docker manifest inspect localhost:5001/me/bb
docker manifest inspect --insecure localhost:5001/me/bb | soft
docker manifest inspect --insecure -v localhost:5001/me/bb | soft
docker manifest inspect --insecure localhost:5001/me/bb:nosuch
docker manifest inspect --insecure localhost:5009/me/bb 2>&1 | sed 's/\[::1\]/127.0.0.1/'
docker manifest inspect A
docker manifest create localhost:5001/me/list localhost:5001/me/bb
docker manifest create --insecure localhost:5001/me/list localhost:5001/me/bb localhost:5001/other/bb
docker manifest create LIST localhost:5001/me/bb
find config/manifests | sort
docker manifest inspect localhost:5001/me/list | soft
docker manifest inspect localhost:5001/me/list localhost:5001/other/bb | soft
docker manifest inspect localhost:5001/me/list localhost:5001/none/bb
docker manifest rm localhost:5001/me/list none localhost:5001/me/list
docker manifest

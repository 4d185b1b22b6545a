# title: manifest lists: create, annotate, push, and what a registry then has
# images: busybox registry
export DOCKER_CONFIG=$PWD/config
docker run -d -p 5001:5000 --name reg registry | wc -c
one() { printf "FROM busybox\nENV A=$1\n" | docker build -q -t localhost:5001/$1/bb - 2>&1 | tail -1 | wc -c; }; one me; one other
soon docker push -q localhost:5001/me/bb > /dev/null 2>&1; echo up
docker push -q localhost:5001/other/bb
soft() { sed -E 's/[0-9a-f]{64}/HASH/g; s/"size": [0-9]+/"size": N/; s/"Raw": "[^"]*"/"Raw": "X"/' "$@"; }
docker manifest create --insecure localhost:5001/me/list localhost:5001/me/bb localhost:5001/other/bb
docker manifest create --insecure localhost:5001/me/list localhost:5001/me/bb
docker manifest create --insecure --amend localhost:5001/me/list localhost:5001/me/bb
docker manifest annotate --arch arm64 --variant v8 --os-features one,two localhost:5001/me/list localhost:5001/other/bb && docker manifest inspect localhost:5001/me/list | soft
docker manifest annotate --arch vax localhost:5001/me/list localhost:5001/other/bb
docker manifest annotate --arch vax localhost:5001/me/list localhost:5001/none/bb
docker manifest push --purge localhost:5001/me/list | soft
docker manifest push localhost:5001/me/list
docker manifest inspect --insecure localhost:5001/me/list | soft
docker manifest inspect --insecure -v localhost:5001/me/list | soft
docker manifest create --insecure nohost/list localhost:5001/me/bb; docker manifest push nohost/list; docker manifest inspect nohost/list

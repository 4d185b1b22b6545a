# title: children keep their parents: rmi, dangling images, prune
docker run --name cc busybox sh -c 'echo 1 > /one'
docker commit cc parent | cut -c1-7
docker run --name dd parent sh -c 'echo 2 > /two'
docker commit dd child | cut -c1-7
docker rm cc dd
test "$(docker inspect -f '{{.Parent}}' child)" = "$(docker inspect -f '{{.Id}}' parent)" && echo same
docker rmi $(docker images -q parent)
docker rmi -f $(docker images -q parent)
docker rmi parent
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker images -a --format '{{.Repository}}:{{.Tag}}' | sort
docker images -f dangling=true -q | wc -l
docker image prune -f
docker run --rm child cat /one /two
docker rmi child | sed 's/sha256:.*/X/'
docker images -a --format '{{.Repository}}:{{.Tag}}' | sort

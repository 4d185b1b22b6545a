# title: commands with an empty name
docker rmi ''
docker rmi ' '
docker history ''
docker image inspect '' ' ' 'a b'
docker tag '' x
docker save '' | wc -c
docker pull ''; docker push ''; docker run ''; docker create ''
docker inspect ''; docker inspect ' '; docker inspect 'a b'
docker rm ''; docker start ''; docker stop ''; docker kill ''; docker logs ''; docker wait ''; docker port ''; docker top ''
docker volume rm '' ; docker volume rm ' '; docker volume inspect ''
docker network rm ''; docker network inspect ''
docker rename '' x; docker exec '' true
docker rm /nosuch; docker rm //nosuch/

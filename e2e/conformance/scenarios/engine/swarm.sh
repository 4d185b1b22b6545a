# title: swarm commands without a swarm
# images: none
docker node ls
docker node inspect self
docker service ls
docker service create busybox
docker stack ls
docker secret ls
docker config ls
docker swarm leave
docker swarm join-token worker
docker swarm ca
docker plugin ls
docker plugin inspect nosuch

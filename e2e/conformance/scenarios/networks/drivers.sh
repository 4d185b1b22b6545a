# title: drivers that a single machine has one network of, or none
docker network create -d host h1
docker network create -d null h2
docker network create -d none h3
docker network create -d overlay h4
docker network create --scope swarm h5
docker network create --ingress h6
docker network create --config-from nosuch h7
docker network ls --filter type=custom -q
docker network create -d nosuchdriver h9

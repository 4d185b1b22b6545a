# title: ways to ask for help
docker help ps | head -3
docker help container ls | head -3
docker ps -h 2>&1 | head -2
docker help nosuch
docker -v | cut -d' ' -f1,2
docker --version --nosuch
docker container ls --help --nosuch | head -1

# title: docker login and logout, where nobody is
export DOCKER_CONFIG=$PWD/config
docker login -u me -p x localhost:5999
echo x | docker login -u me --password-stdin 127.0.0.1:5999
docker login localhost:5999 < /dev/null
docker login -u me localhost:5999 < /dev/null
docker login --password-stdin localhost:5999 < /dev/null
docker login -u me -p x --password-stdin localhost:5999
docker login -u '' -p x localhost:5999
docker login a b
docker logout localhost:5999
docker logout a b
cat config/config.json

# title: ENV in both forms, quotes and expansion
printf '%s\n' 'FROM busybox' 'ENV A=1 B="two words" C=a\ b D=$A' 'ENV OLD some value here' 'ENV E=$A-${B}-${MISSING:-none} F="${A:+set}" G='\''$A'\''' 'ENV A=2 H=$A' > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t env . | cut -c1-7
docker inspect -f "{{json .Config.Env}}" env
docker history --no-trunc --format "{{.CreatedBy}}" env

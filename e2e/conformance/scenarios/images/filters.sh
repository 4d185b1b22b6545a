# title: filters of images
# images: busybox hello-world
docker tag busybox team/app:1; docker tag busybox team/app:2; docker tag hello-world registry.example:5000/team/hello:v1
docker images --filter reference=team/app --format '{{.Repository}}:{{.Tag}}' | sort
docker images --filter 'reference=*/app:2' --format '{{.Repository}}:{{.Tag}}'
docker images --filter 'reference=registry.example:5000/*/*' --format '{{.Repository}}:{{.Tag}}'
docker images team/app:1 --format '{{.Repository}}:{{.Tag}}'
docker images 'team/*' -q | sort -u | wc -l
docker images --filter label=nosuch -q
docker images --filter dangling=false --format '{{.Repository}}' | sort
docker images --filter dangling=x
docker images --filter before=nosuch
docker images --filter since=busybox --format '{{.Repository}}' | sort
docker images --filter 'reference=['
docker images a b

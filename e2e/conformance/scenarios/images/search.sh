# title: search asks Docker Hub
docker search
docker search a b

# title: history by format
# images: nginx
docker history nginx | cut -c1-20 | head -3
docker history --format '{{.Size}}|{{.Comment}}' nginx
docker history --no-trunc nginx | wc -l
docker history --format json nginx | head -1 | tr ',' '\n' | grep -v Created
docker history -q --no-trunc nginx
docker history --human=false --format '{{.CreatedBy}}' nginx
docker history

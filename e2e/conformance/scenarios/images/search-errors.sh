# title: what docker search refuses
docker search --limit 500 x
docker search --filter nosuch=1 x
docker search --filter is-official=perhaps x
docker search --filter stars=many x
docker search --limit x x

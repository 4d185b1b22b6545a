# title: --read-only and --tmpfs
docker run --rm --read-only busybox touch /x
docker run --rm --read-only --tmpfs /scratch busybox sh -c 'touch /scratch/x && ls /scratch'
docker run --rm --tmpfs /t:size=1m busybox sh -c 'df -k /t | tail -1 | tr -s " " | cut -d" " -f2'
docker run --rm --tmpfs relative busybox true

# title: exec -it
docker run -d --name c1 busybox sleep 100
docker exec -t c1 tty
(sleep 1; printf 'exit 6\n'; sleep 1) | script -qec 'docker exec -it c1 sh' /dev/null >/dev/null; echo $?
echo x | docker exec -it c1 cat

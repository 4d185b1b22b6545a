# title: exec -it
docker run -d --name c1 busybox sleep 100
docker exec -t c1 tty
typing 'docker exec -it c1 sh' '# ' 'exit 6\n' >/dev/null; echo $?
echo x | docker exec -it c1 cat

# title: docker cp of folders
docker run --name c1 busybox sh -c 'mkdir -p /d/e; echo 1 > /d/a; echo 2 > /d/e/b'
docker cp c1:/d out; find out -type f | sort
mkdir here; docker cp c1:/d/. here; find here -type f | sort
docker cp here c1:/copied
docker start c1 >/dev/null; docker wait c1
docker cp c1:/copied - | tar t | sort

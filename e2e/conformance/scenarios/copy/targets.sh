# title: docker cp onto files, folders and what is not there
docker run --name c1 busybox sh -c 'mkdir -p /d/sub; echo old > /d/file'
echo new > file; mkdir -p dir/in; echo in > dir/in/f
docker cp file c1:/d/file; docker cp c1:/d/file - | tar xO
docker cp file c1:/d; docker cp file c1:/d/; docker cp file c1:/d/other
docker cp file c1:/d/missing/ 2>&1 | grep -v level=error
docker cp file c1:/missing/x
docker cp dir c1:/d/file 2>&1 | grep -v level=error
docker cp dir c1:/d/new; docker cp dir c1:/d/sub; docker cp dir/. c1:/d/sub
docker cp c1:/d - | tar t | sort
docker cp c1:/d/file missing/
docker cp c1:/d/file missing/x
docker cp c1:/d file
mkdir target; docker cp c1:/d/file target; docker cp c1:/d/sub target; find target | sort
docker cp c1:/d/file target/renamed; cat target/renamed
docker cp c1:d/file relative; cat relative
docker cp c1:/d/../d/./file cleaned; cat cleaned
docker cp nosuch:/x y
docker cp ./file:1 c1:/tmp

# title: docker cp with slashes and dots after files
docker create --name c1 busybox
echo f > f; mkdir d
docker cp c1:/etc/passwd/ x 2>&1 | sed 's# [^ ]*/etc# FOLDER/etc#'
docker cp c1:/etc/passwd/. x 2>&1 | sed 's# [^ ]*/etc# FOLDER/etc#'
docker cp c1:/etc/passwd/x x 2>&1 | sed 's# [^ ]*/etc# FOLDER/etc#'
docker cp f/ c1:/z
docker cp f/. c1:/z
docker cp f c1:/missing/ 2>&1 | grep -v level=error
docker cp f c1:/etc/passwd/ 2>&1 | grep -v level=error
docker cp f c1:/etc/passwd/x 2>&1 | grep -v level=error
docker cp c1:/etc/passwd f/
docker cp c1:/etc/passwd f/x
docker cp c1:/etc/passwd missing/
docker cp c1:/etc f
docker cp c1:/etc/ d/; ls d
docker cp : q
docker cp f g
docker cp - -
docker cp '' c1:/
docker cp f ''

# title: export -o and save -o where nothing can be written
docker create --name c1 busybox; mkdir d; touch f; ln -s f lf; ln -s d ld; mkfifo p
for o in d d/ lf ld p f/ f/x missing/ missing/x /dev/null .. / ../missing/x; do docker export -o $o c1; docker save -o $o busybox; done
docker export -o ld/x c1; docker export -o d/../y c1; docker export -o f c1; stat -c '%a %n' d/x y f
docker save -o nothing nosuch; ls nothing

# title: what wins in the environment
# images: python
docker run --rm python env | cut -d= -f1 | sort
docker run --rm -e PYTHON_VERSION python sh -c 'echo "[$PYTHON_VERSION]"'
docker run --rm -e A='two words "quoted"' python sh -c 'echo "$A"'
printf 'A=1\nA=2\nB = 3\n' > env; docker run --rm --env-file env python sh -c 'echo "$A"'
printf 'HOME_OF_HOST\nEMPTY=\n' > env; HOME_OF_HOST=here docker run --rm --env-file env python sh -c 'echo "$HOME_OF_HOST|$EMPTY"'

# title: a language image
# images: python
docker run --rm python python3 -c 'print(6 * 7)'
echo 'print("piped")' | docker run --rm -i python

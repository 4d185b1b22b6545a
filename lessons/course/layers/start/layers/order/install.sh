# Stands for npm install, pip install and the like: a second for each library.
while read -r name; do
  echo "installing $name"
  sleep 1
done < libraries.txt

. ./modules/greet.sh
greet

#!/bin/sh
# Packages start no services here: a container runs one command, and it is not init.
exit 101

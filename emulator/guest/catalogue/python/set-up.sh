ln -s /usr/bin/python3 /usr/local/bin/python
ln -s /usr/bin/python3 /usr/local/bin/python3
ln -s /usr/bin/pip3 /usr/local/bin/pip
ln -s /usr/bin/pip3 /usr/local/bin/pip3
# In a container the system's Python is the application's: pip may install into it.
rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
# The tests of Python itself, as far as Debian ships them.
find /usr/lib/python3.11/test -type f -delete

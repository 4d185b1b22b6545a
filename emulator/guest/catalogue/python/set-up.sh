ln -s /usr/bin/python3 /usr/local/bin/python
ln -s /usr/bin/python3 /usr/local/bin/python3
ln -s /usr/bin/pip3 /usr/local/bin/pip
ln -s /usr/bin/pip3 /usr/local/bin/pip3
# In a container the system's Python is the application's: pip may install into it.
rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
# The tests of Python itself, as far as Debian ships them.
find /usr/lib/python3.11/test -type f -delete
# What leads pip to the sandbox's packages, for virtual environments too: they see no dist-packages.
hook=/usr/local/lib/python3.11/dist-packages/slipway-sandbox.pth
cat "$hook" >> /etc/python3.11/sitecustomize.py
rm "$hook"
touch -d "@$SOURCE_DATE_EPOCH" /etc/python3.11/sitecustomize.py
# Debian's tools, told to be reproducible, made Python hash each source it imports. The dates here are as reproducible.
find /usr/lib/python3* -name '*.pyc' -delete
python3 -m compileall -q --invalidation-mode timestamp /usr/lib/python3.11 /usr/lib/python3

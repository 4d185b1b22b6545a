# The user of the official image, to give up being root with.
groupadd --gid 1000 node
useradd --uid 1000 --gid node --shell /bin/bash --create-home node

# npm was copied in with the owner and modes of the machine it was fetched on.
chown -R root:root /usr/local/lib/node_modules
chmod -R u=rwX,go=rX /usr/local/lib/node_modules
ln -s npm /usr/local/bin/npx

# The state that node starts from (launcher/).
cd /tmp/launcher
./mksnapshot --snapshot-blob /usr/local/lib/node.snapshot --build-snapshot none
/usr/bin/node add-code-cache.mjs /usr/local/lib/node.snapshot
install -m 755 node /usr/local/bin/node
[ "$(node --expose-gc -p 'typeof gc + typeof fetch')" = functionfunction ]
cd /
rm -r /tmp/launcher
ln -s node /usr/local/bin/nodejs

# Types for compilers of TypeScript, which Debian's packages bring along.
find /usr/share/nodejs -type d -name '@types' -prune -exec rm -rf {} +

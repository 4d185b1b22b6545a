// node add-code-cache.mjs SNAPSHOT: compiles Node's own modules and adds the code to a snapshot, whose last part, a list of
// names and code (node::builtins::CodeCacheInfo), has nothing yet. V8 checks each before it uses it.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

const NORMAL = ['exports', 'require', 'module', 'process', 'internalBinding', 'primordials'];
const MAIN = ['process', 'require', 'internalBinding', 'primordials'];
/** In the snapshot already, or for those who work on V8. */
const LEFT_OUT = /^internal\/(bootstrap|per_context|deps\/v8|v8_prof)/;

const path = process.argv[2];
const snapshot = readFileSync(path);
if (snapshot.readUInt32LE(snapshot.length - 4) !== 0) throw new Error(`${path} has code already`);

const sized = (bytes) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return [size, bytes];
};
const { config: _, ...sources } = process.binding('natives');
const ids = Object.keys(sources).filter((id) => !LEFT_OUT.test(id));
const count = Buffer.alloc(4);
count.writeUInt32LE(ids.length);
const modules = ids.flatMap((id) => {
  const parameters = id.startsWith('internal/main/') ? MAIN : NORMAL;
  const { cachedData } = compileFunction(sources[id], parameters, {
    filename: `node:${id}`,
    produceCachedData: true,
  });
  return [...sized(Buffer.from(id)), Buffer.alloc(1), ...sized(cachedData)];
});
writeFileSync(path, Buffer.concat([snapshot.subarray(0, -4), count, ...modules]));

/** Serves the built catalogue as a registry on 127.0.0.1:PORT until it is ended; says `ready` when it does. */
import { BUILT_CATALOGUE } from '../../emulator/headless/catalogue-fetch.ts';
import { serveLayout } from '../../emulator/registry/server/node-server.ts';

await serveLayout(BUILT_CATALOGUE, Number(process.argv[2]));
console.log('ready');

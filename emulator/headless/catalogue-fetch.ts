import { fileURLToPath } from 'node:url';
import { answerRegistry } from '../registry/server/endpoint.ts';
import { openLayout } from '../registry/server/layout.ts';

/** Stands for docker.io; no request to it leaves this process. */
export const CATALOGUE_ORIGIN = 'http://catalogue.invalid';
export const BUILT_CATALOGUE = fileURLToPath(new URL('../../public/catalogue', import.meta.url));

/** A fetch that answers `/v2/` from the image layout in `folder`, with the very code the site serves it with. */
export function catalogueFetch(folder: string): typeof fetch {
  const layout = openLayout(folder);
  return (input, init) => answerRegistry(new Request(input, init), layout);
}

import { join } from 'node:path';
import { answerRegistry } from '../../../emulator/registry/server/endpoint.ts';
import { openLayout } from '../../../emulator/registry/server/layout.ts';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

const layout = openLayout(process.env.SLIPWAY_CATALOGUE ?? join(process.cwd(), 'public', 'catalogue'));

/** The catalogue as an OCI registry: GET and HEAD work, the others are answered as a registry answers them. */
const answer = (request: Request): Promise<Response> => answerRegistry(request, layout);

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };

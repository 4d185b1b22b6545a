import { SlipwayError } from '../errors.ts';
import { basic } from './authorization.ts';
import type { RegistrySession } from './session.ts';
import type { Access } from './types.ts';

/**
 * `docker login`: asks the registry's root with the credentials. Errors 'unauthorized' in dockerd's words
 * (registry/auth.go), 'unavailable' when there is nothing.
 */
export async function checkLogin(session: RegistrySession, domain: string, access: Access): Promise<void> {
  const repository = { domain, path: '' };
  const request = { method: 'GET', path: '/v2/', accepts: [401, 403, 404, 500] } as const;
  const { credentials } = access;
  // One that does not ask for a password is asked with it all the same: it may refuse a wrong one.
  const headers: Record<string, string> = {};
  let response: Response;
  try {
    response = await session.send(repository, { method: 'GET', path: '/v2/' }, access);
    if (response.ok && credentials && !credentials.identityToken) {
      await response.body?.cancel();
      headers.Authorization = basic(credentials);
      response = await session.send(repository, { ...request, headers }, {});
    }
  } catch (error) {
    if (error instanceof SlipwayError && error.kind === 'unauthorized') throw refused(session, domain, error.message);
    throw error;
  }
  await response.body?.cancel();
  if (response.ok) return;
  throw refused(session, domain, `${response.status} ${response.statusText}`);
}

function refused(session: RegistrySession, domain: string, reason: string): SlipwayError {
  const url = `${domain === 'docker.io' ? 'https://registry-1.docker.io' : session.baseUrl(domain)}/v2/`;
  if (reason.includes('incorrect username')) return new SlipwayError('unauthorized', `Get "${url}": ${reason}`);
  const status = /^\d/.test(reason) ? reason : '401 Unauthorized';
  return new SlipwayError('unauthorized', `login attempt to ${url} failed with status: ${status}`);
}

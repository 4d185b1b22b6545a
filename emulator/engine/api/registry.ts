import { SlipwayError } from '../../errors.ts';
import { inspectDistribution } from '../images/distribution.ts';
import { parseReference, withDefaultTag } from '../images/reference.ts';
import { searchImages } from '../images/search.ts';
import type { ImageRoutesContext } from './image-create.ts';
import { credentialsOf, registryAuth, registryDomain } from './registry-auth.ts';
import { queryFilters, readJsonObject } from './request-body.ts';
import { jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

const SEARCH_FILTERS = ['is-automated', 'is-official', 'stars'];

/** What is asked of registries beside pulling and pushing: search, manifests, logins. */
export function registryRoutes({ registry }: ImageRoutesContext): RouteTable {
  const accessOf = (request: RouteRequest) => ({ credentials: registryAuth(request), signal: request.signal });
  return [
    {
      method: 'GET',
      path: '/images/search',
      async handle(request) {
        const { query } = request;
        const filters = queryFilters(query, SEARCH_FILTERS);
        const limit = query.get('limit') ?? '';
        return jsonResponse(
          await searchImages(registry, query.get('term') ?? '', limit, filters, { signal: request.signal }),
        );
      },
    },
    {
      method: 'GET',
      path: '/distribution/{name...}/json',
      async handle(request) {
        const reference = withDefaultTag(parseReference(request.params.name!));
        return jsonResponse(await inspectDistribution(registry, reference, accessOf(request)));
      },
    },
    {
      method: 'POST',
      path: '/auth',
      async handle(request) {
        const body = (await readJsonObject(request)) ?? {};
        const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
        const domain = registryDomain(text('serveraddress'));
        const credentials = credentialsOf({
          username: text('username'),
          password: text('password'),
          auth: text('auth'),
          identitytoken: text('identitytoken'),
        });
        if (!credentials) throw new SlipwayError('invalid', 'username and password are required');
        await registry.login(domain, credentials, request.signal);
        return jsonResponse({ IdentityToken: '', Status: 'Login Succeeded' });
      },
    },
  ];
}

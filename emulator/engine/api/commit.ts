import { commitContainer } from '../containers/commit.ts';
import { parseConfig } from '../containers/config.ts';
import type { Containers } from '../containers/containers.ts';
import type { EngineContext } from '../context.ts';
import { parseReference, withDefaultTag, withTagOrDigest } from '../images/reference.ts';
import { queryFlag, readJsonObject } from './request-body.ts';
import { jsonResponse } from './response.ts';
import type { RouteTable } from './route.ts';

/** POST /commit, of the Engine API's section "Image". */
export function commitRoutes(context: EngineContext, containers: Containers): RouteTable {
  return [
    {
      method: 'POST',
      path: '/commit',
      async handle(request) {
        const { query } = request;
        const body = await readJsonObject(request);
        const container = containers.registry.resolve(query.get('container') ?? '');
        const repository = query.get('repo') ?? '';
        const tag = query.get('tag') ?? '';
        const name = repository === '' ? undefined : parseReference(repository);
        const id = await commitContainer(context, container, {
          name: name && withDefaultTag(tag === '' ? name : withTagOrDigest(name, tag)),
          author: query.get('author') ?? '',
          comment: query.get('comment') ?? '',
          changes: query.getAll('changes'),
          config: body && parseConfig(body),
          pause: query.get('pause') ? queryFlag(query, 'pause') : true,
        });
        return jsonResponse({ Id: id }, 201);
      },
    },
  ];
}

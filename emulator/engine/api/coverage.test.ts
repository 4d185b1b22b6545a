import { describe, expect, it } from 'vitest';
import { endpointCoverage } from './coverage.ts';

/** The endpoints of https://docs.docker.com/reference/api/engine/version/v1.43/, by tag. */
const documented = `
GET /containers/json
POST /containers/create
GET /containers/{id}/json
GET /containers/{id}/top
GET /containers/{id}/logs
GET /containers/{id}/changes
GET /containers/{id}/export
GET /containers/{id}/stats
POST /containers/{id}/resize
POST /containers/{id}/start
POST /containers/{id}/stop
POST /containers/{id}/restart
POST /containers/{id}/kill
POST /containers/{id}/update
POST /containers/{id}/rename
POST /containers/{id}/pause
POST /containers/{id}/unpause
POST /containers/{id}/attach
GET /containers/{id}/attach/ws
POST /containers/{id}/wait
DELETE /containers/{id}
HEAD /containers/{id}/archive
GET /containers/{id}/archive
PUT /containers/{id}/archive
POST /containers/prune
GET /images/json
POST /build
POST /build/prune
POST /images/create
GET /images/{name}/json
GET /images/{name}/history
POST /images/{name}/push
POST /images/{name}/tag
DELETE /images/{name}
GET /images/search
POST /images/prune
POST /commit
GET /images/{name}/get
GET /images/get
POST /images/load
GET /networks
GET /networks/{id}
DELETE /networks/{id}
POST /networks/create
POST /networks/{id}/connect
POST /networks/{id}/disconnect
POST /networks/prune
GET /volumes
POST /volumes/create
GET /volumes/{name}
PUT /volumes/{name}
DELETE /volumes/{name}
POST /volumes/prune
POST /containers/{id}/exec
POST /exec/{id}/start
POST /exec/{id}/resize
GET /exec/{id}/json
GET /swarm
POST /swarm/init
POST /swarm/join
POST /swarm/leave
POST /swarm/update
GET /swarm/unlockkey
POST /swarm/unlock
GET /nodes
GET /nodes/{id}
DELETE /nodes/{id}
POST /nodes/{id}/update
GET /services
POST /services/create
GET /services/{id}
DELETE /services/{id}
POST /services/{id}/update
GET /services/{id}/logs
GET /tasks
GET /tasks/{id}
GET /tasks/{id}/logs
GET /secrets
POST /secrets/create
GET /secrets/{id}
DELETE /secrets/{id}
POST /secrets/{id}/update
GET /configs
POST /configs/create
GET /configs/{id}
DELETE /configs/{id}
POST /configs/{id}/update
GET /plugins
GET /plugins/privileges
POST /plugins/pull
GET /plugins/{name}/json
DELETE /plugins/{name}
POST /plugins/{name}/enable
POST /plugins/{name}/disable
POST /plugins/{name}/upgrade
POST /plugins/create
POST /plugins/{name}/push
POST /plugins/{name}/set
POST /auth
GET /info
GET /version
GET /_ping
HEAD /_ping
GET /events
GET /system/df
GET /distribution/{name}/json
POST /session`;

describe('the table of endpoints', () => {
  const covered = endpointCoverage();
  const shape = (path: string): string => path.replace(/\{\w+\}/g, '{}');
  const find = (method: string, path: string) =>
    covered.find((one) => one.method === method && shape(one.path) === shape(path)) ??
    // The router answers a HEAD as the GET without the body.
    (method === 'HEAD' ? covered.find((one) => one.method === 'GET' && shape(one.path) === shape(path)) : undefined);

  it.each(documented.trim().split('\n'))('has %s, with or without a reason why it is missing', (line) => {
    const [method = '', path = ''] = line.split(' ');
    expect(find(method, path)).toBeDefined();
  });

  it('names no endpoint twice, and says why each missing one is', () => {
    const names = covered.map(({ method, path }) => `${method} ${shape(path)}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { missing } of covered) if (missing !== undefined) expect(missing).not.toBe('');
  });
});

import { request } from 'node:http';

const TIMEOUT_MS = 60_000;

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** One request over an engine's unix socket; the whole body as text. */
export function callEngine(socket: string, method: string, path: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: socket, method, path, headers: { Host: 'docker' } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.setTimeout(TIMEOUT_MS, () => call.destroy(new Error(`no answer to ${method} ${path}`)));
    call.end();
  });
}

async function list<T>(socket: string, path: string): Promise<T[]> {
  const { status, text } = await callEngine(socket, 'GET', path);
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`);
  return (JSON.parse(text) as T[] | null) ?? [];
}

/** What an engine made up for the objects of a scenario, and which must differ between two runs. */
export interface MadeUp {
  /** IDs of containers, networks and execs, and names of anonymous volumes. */
  readonly ids: readonly string[];
  /** Names of containers that were given none: some `adjective_surname`. */
  readonly names: readonly string[];
}

interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
}

/** From the engine's events since `sinceSeconds` (Unix); `script` is the scenario's text, whose names are not made up. */
export async function madeUpSince(socket: string, sinceSeconds: number, script: string): Promise<MadeUp> {
  // A little later than now, to the millisecond: until the whole second before would leave out the last events.
  const until = (Date.now() / 1000 + 0.01).toFixed(3);
  const { status, text } = await callEngine(socket, 'GET', `/events?since=${sinceSeconds}&until=${until}`);
  if (status !== 200) throw new Error(`GET /events: ${status} ${text}`);
  const events = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EventMessage);
  const created = events.filter(({ Type, Action }) => Type === 'container' && Action === 'create');
  const ids = events.flatMap(({ Actor }) => [Actor.ID, Actor.Attributes['execID'] ?? '']);
  return {
    ids: [...new Set(ids.map((id) => id.replace(/^sha256:/, '')).filter((id) => /^[0-9a-f]{64}$/.test(id)))],
    names: [...new Set(created.map(({ Actor }) => Actor.Attributes['name'] ?? ''))].filter(
      (name) => /^[a-z]+_[a-z]+\d*$/.test(name) && !script.includes(name),
    ),
  };
}

/** Removes every container, network and volume, by ID, whatever state a scenario left them in. */
export async function removeObjects(socket: string): Promise<void> {
  const containers = await list<{ Id: string }>(socket, '/containers/json?all=1');
  await Promise.all(containers.map(({ Id }) => callEngine(socket, 'DELETE', `/containers/${Id}?force=1&v=1`)));
  const networks = await list<{ Id: string; Name: string }>(socket, '/networks');
  for (const { Id, Name } of networks)
    if (!['bridge', 'host', 'none'].includes(Name)) await callEngine(socket, 'DELETE', `/networks/${Id}`);
  await callEngine(socket, 'POST', '/build/prune?all=1');
  const { text } = await callEngine(socket, 'GET', '/volumes');
  const { Volumes } = JSON.parse(text) as { Volumes: { Name: string }[] | null };
  for (const { Name } of Volumes ?? []) await callEngine(socket, 'DELETE', `/volumes/${Name}?force=1`);
}

interface ImageRecord {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
}

/** Leaves exactly the images `wanted` ('busybox:latest', …) in the engine: removes what is more, pulls what is not there. */
export async function provideImages(socket: string, wanted: readonly string[]): Promise<void> {
  const images = await list<ImageRecord>(socket, '/images/json');
  const present = new Set<string>();
  for (const { Id, RepoTags, RepoDigests } of images) {
    const [tag, ...more] = RepoTags ?? [];
    const [digest, ...moreDigests] = RepoDigests ?? [];
    // As it was pulled: one tag, and the digest it came by.
    const isAsPulled = tag !== undefined && digest?.split('@')[0] === tag.split(':')[0];
    if (isAsPulled && wanted.includes(tag) && more.length === 0 && moreDigests.length === 0) present.add(tag);
    else await callEngine(socket, 'DELETE', `/images/${Id}?force=1`);
  }
  for (const name of wanted) {
    if (present.has(name)) continue;
    const [repository, tag] = name.split(':');
    const { status, text } = await callEngine(socket, 'POST', `/images/create?fromImage=${repository}&tag=${tag}`);
    if (status !== 200 || text.includes('"error"')) throw new Error(`pull of ${name}: ${status} ${text.slice(-500)}`);
  }
}

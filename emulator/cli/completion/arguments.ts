import type { Completion } from './completion.ts';
import { Directive } from './completion.ts';
import {
  containers,
  contexts,
  files,
  images,
  inTurn,
  networks,
  nothing,
  objects,
  others,
  running,
  volumes,
  type Names,
} from './objects.ts';

const each = (...kinds: readonly Names[]): Completion => others(objects(...kinds));
const first = (...kinds: readonly Names[]): Completion => inTurn([objects(...kinds)]);

/** `docker rm -f` takes any container, `docker rm` one that does not run. */
const removable: Completion = (request) => {
  const isForced = request.flags.some((name) => name === 'force');
  return each(isForced ? containers() : containers('created', 'exited', 'dead'))(request);
};

/** 'web:' and the files of this machine: the shell offers those itself when no container begins so. */
const copyPath: Completion = async ({ cli, word }) => {
  if (/[:/]/.test(word)) return { candidates: [], directive: Directive.default };
  const names = await containers()(cli);
  return { candidates: names.map((name) => `${name}:`), directive: Directive.noSpace };
};

/** By a command's words after `docker`; commands that are not here take files, or nothing when they take no arguments. */
export const argumentCompletions: Readonly<Record<string, Completion>> = {
  'container attach': first(containers('running')),
  'container commit': first(containers()),
  'container cp': inTurn([copyPath, copyPath]),
  'container create': first(images),
  'container diff': first(containers()),
  'container exec': inTurn([objects(containers('running')), files], true),
  'container export': first(containers()),
  'container inspect': each(containers()),
  'container kill': each(running),
  'container logs': first(containers()),
  'container pause': each(containers('running')),
  'container port': first(running),
  'container rename': first(containers()),
  'container restart': each(containers()),
  'container rm': removable,
  'container run': inTurn([objects(images), files], true),
  'container start': each(containers('created', 'exited', 'dead')),
  'container stats': each(running),
  'container stop': each(running),
  'container top': first(running),
  'container unpause': each(containers('paused')),
  'container update': each(containers()),
  'container wait': each(running),
  'context export': inTurn([objects(contexts), files]),
  'context import': inTurn([nothing, files]),
  'context inspect': each(contexts),
  'context rm': each(contexts),
  'context update': first(contexts),
  'context use': first(contexts),
  'image history': first(images),
  'image inspect': each(images),
  'image ls': first(images),
  'image pull': nothing,
  'image push': first(images),
  'image rm': each(images),
  'image save': each(images),
  'image tag': inTurn([objects(images), objects(images)]),
  inspect: each(containers(), images, networks, volumes),
  'network connect': inTurn([objects(networks), objects(containers())]),
  'network create': nothing,
  'network disconnect': inTurn([objects(networks), objects(containers())]),
  'network inspect': each(networks),
  'network rm': each(networks),
  search: nothing,
  'volume create': nothing,
  'volume inspect': each(volumes),
  'volume rm': each(volumes),
  'volume update': first(volumes),
};

/** Commands directly under `docker` whose full name differs from 'container NAME'. */
const fullNames: Readonly<Record<string, string>> = {
  build: 'image build',
  events: 'system events',
  history: 'image history',
  images: 'image ls',
  import: 'image import',
  info: 'system info',
  load: 'image load',
  ps: 'container ls',
  pull: 'image pull',
  push: 'image push',
  rmi: 'image rm',
  save: 'image save',
  tag: 'image tag',
};

/** 'rm' → 'container rm': the words a command is known by in the tables. */
export function fullName(words: string): string {
  if (words in argumentCompletions) return words;
  return fullNames[words] ?? (`container ${words}` in argumentCompletions ? `container ${words}` : words);
}

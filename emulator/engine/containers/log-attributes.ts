import { SlipwayError } from '../../errors.ts';
import type { ContainerRecord } from './record.ts';

/** What of a container `--log-opt` can be about. */
export type Logged = Pick<ContainerRecord, 'id' | 'name' | 'image' | 'path' | 'args' | 'config' | 'hostConfig'>;

/**
 * What `docker logs --details` shows before each line: labels and environment that `--log-opt` chooses, and the tag, as
 * 'env=a,label=b,tag=c' in the order of their names, values as in a URL (moby: logger.Info.ExtraAttributes,
 * loggerutils.ParseLogTag, httputils.attrsByteSlice). Error 'internal' for a tag or pattern that is wrong.
 */
export function logAttributes(container: Logged): string {
  const options = container.hostConfig.LogConfig.Config;
  const { Labels: labels, Env: env } = container.config;
  const variables = env.map((variable): [string, string] => {
    const at = variable.indexOf('=');
    return at < 0 ? [variable, ''] : [variable.slice(0, at), variable.slice(at + 1)];
  });
  const chosen = new Map([
    ...choose(Object.entries(labels), options.labels, options['labels-regex']),
    ...choose(variables, options.env, options['env-regex']),
  ]);
  const tag = logTag(container, options.tag ?? '');
  if (tag !== '') chosen.set('tag', tag);
  return [...chosen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${queryEscape(name)}=${queryEscape(value)}`)
    .join(',');
}

function choose(all: readonly [string, string][], names: string | undefined, pattern: string | undefined) {
  const listed = new Set(names ? names.split(',') : []);
  const fits = pattern ? compile(pattern) : undefined;
  return all.filter(([name]) => listed.has(name) || fits?.test(name));
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw new SlipwayError('internal', `error parsing regexp: ${(cause as Error).message}: \`${pattern}\``, { cause });
  }
}

/** The fields of a tag's template; whatever else Go's templates can is refused. */
function logTag(container: Logged, template: string): string {
  const fields: Readonly<Record<string, string>> = {
    ID: container.id.slice(0, 12),
    FullID: container.id,
    Name: container.name,
    ImageID: container.image.replace(/^sha256:/, '').slice(0, 12),
    ImageFullID: container.image,
    ImageName: container.config.Image,
    DaemonName: 'docker',
    Command: [container.path, ...container.args].join(' '),
  };
  return template.replace(/\{\{(.*?)(\}\}|$)/gs, (_, inside: string, end: string, offset: number) => {
    if (end === '') throw new SlipwayError('internal', 'template: log-tag:1: unclosed action');
    const name = /^\s*\.(\w+)\s*$/.exec(inside)?.[1];
    if (name === undefined) {
      throw new SlipwayError(
        'not-implemented',
        `the template {{${inside}}} of a log tag is not implemented in Slipway`,
      );
    }
    if (Object.hasOwn(fields, name)) return fields[name]!;
    const at = offset + 2 + inside.indexOf('.');
    const where = `template: log-tag:1:${at}: executing "log-tag" at <.${name}>`;
    throw new SlipwayError('internal', `${where}: can't evaluate field ${name} in type *logger.Info`);
  });
}

/** url.QueryEscape of Go. */
function queryEscape(text: string): string {
  const escaped = encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return escaped.replaceAll('%20', '+').replace(/%[0-9a-f]{2}/g, (code) => code.toUpperCase());
}

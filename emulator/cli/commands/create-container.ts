import type { Cli } from '../cli.ts';
import { ApiError, CliError } from '../errors.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { familiarString, isImageId, parseReference, withDefaultTag } from '../reference.ts';
import type { CreateBody } from './create-config.ts';
import { pullImage } from './pull-image.ts';

export function checkPullFlag(flags: ParsedFlags): void {
  const pull = flags.string('pull');
  if (!['always', 'missing', 'never', ''].includes(pull)) {
    throw new Error(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
  }
}

/** Creates the container, pulling its image first where --pull says so; resolves to its ID. */
export async function createContainer(cli: Cli, flags: ParsedFlags, body: CreateBody): Promise<string> {
  const cidFile = flags.string('cidfile');
  const cidPath = cidFile === '' ? undefined : cli.resolvePath(cidFile);
  if (cidPath !== undefined && (await cli.io.files.exists(cidPath))) {
    throw new CliError(`container ID file found, make sure the other container isn't running or delete ${cidFile}`);
  }
  const isId = isImageId(body.Image);
  const reference = isId ? undefined : withDefaultTag(parseReference(body.Image));
  const platform = flags.string('platform');
  const pull = flags.string('pull');
  const fetch = async (): Promise<void> => {
    if (reference) await pullImage(cli, { reference, platform, isQuiet: flags.bool('quiet'), output: 'stderr' });
  };
  const create = (): Promise<{ Id: string; Warnings?: string[] | null }> =>
    cli.api.post('/containers/create', {
      query: { name: flags.string('name') || undefined, platform: platform || undefined },
      body,
    });

  if (pull === 'always') await fetch();
  let created;
  try {
    created = await create();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isNotFound || !reference || pull !== 'missing') throw error;
    if (!flags.bool('quiet')) await cli.err(`Unable to find image '${familiarString(reference)}' locally\n`);
    await fetch();
    created = await create();
  }
  const loopback = body.HostConfig.Dns.find((address) => /^127\.|^::1$/.test(address));
  const warnings = [...(created.Warnings ?? [])];
  if (loopback) warnings.push(`Localhost DNS (${loopback}) may fail in containers.`);
  for (const warning of warnings) await cli.err(`WARNING: ${warning}\n`);
  if (cidPath !== undefined) await cli.io.files.write(cidPath, new TextEncoder().encode(created.Id));
  return created.Id;
}

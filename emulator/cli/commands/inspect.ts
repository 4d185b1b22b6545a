import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { ApiError, CliError, errorMessage } from '../errors.ts';
import { atLeast } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import type { FlagSpec } from '../parse/flags.ts';
import type { GoShape } from '../template/shapes.ts';
import { shortInspectFormatFlag } from './common-flags.ts';
import { inspectObjects, type Inspected } from './inspect-objects.ts';
import { containerShape, imageShape, networkShape, volumeShape } from './inspect-shapes.ts';
import { encodedPath, pathName } from './several.ts';

type ObjectType = 'container' | 'image' | 'network' | 'volume';

/** In the order in which a name without --type is looked up. */
const objectTypes: Readonly<Record<ObjectType, { path(name: string): string; shape: GoShape }>> = {
  container: { path: (name) => `/containers/${pathName(name)}/json`, shape: containerShape },
  image: { path: imagePath, shape: imageShape },
  network: { path: (name) => `/networks/${pathName(name, 'network')}`, shape: networkShape },
  volume: { path: (name) => `/volumes/${pathName(name, 'volume')}`, shape: volumeShape },
};

function imagePath(name: string): string {
  if (name === '') throw new CliError('Error: No such image: ');
  return `/images/${encodedPath(name)}/json`;
}

const dockerTypes = [
  'config',
  'container',
  'image',
  'network',
  'node',
  'plugin',
  'secret',
  'service',
  'task',
  'volume',
];

async function inspectOne(
  cli: Cli,
  type: ObjectType,
  name: string,
  query: { size?: boolean; verbose?: boolean } = {},
): Promise<Inspected> {
  const { path, shape } = objectTypes[type];
  return { text: (await cli.api.getText(path(name), { query })).trim(), shape };
}

function isObjectType(type: string): type is ObjectType {
  return Object.hasOwn(objectTypes, type);
}

/** The first object of any type with that name. */
async function inspectAny(cli: Cli, name: string, wantsSize: boolean): Promise<Inspected> {
  for (const type of Object.keys(objectTypes).filter(isObjectType)) {
    try {
      const found = await inspectOne(cli, type, name, type === 'container' && wantsSize ? { size: true } : {});
      if (wantsSize && type !== 'container') await cli.err(`WARNING: --size ignored for ${type}\n`);
      return found;
    } catch (error) {
      const isSkipped =
        (error instanceof ApiError && error.isNotFound) ||
        /not supported|invalid reference format/.test(errorMessage(error));
      if (!isSkipped) throw error;
    }
  }
  throw new CliError(`Error: No such object: ${name}`);
}

const sizeFlag = (help: string): FlagSpec => ({ name: 'size', short: 's', type: flagTypes.bool, help });

export const inspect: Command = {
  name: 'inspect',
  use: '[OPTIONS] NAME|ID [NAME|ID...]',
  short: 'Return low-level information on Docker objects',
  flags: [
    shortInspectFormatFlag,
    sizeFlag('Display total file sizes if the type is container'),
    { name: 'type', type: flagTypes.string, help: 'Only inspect objects of the given type' },
  ],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const type = flags.string('type');
    const wantsSize = flags.bool('size');
    const choices = `must be one of "${dockerTypes.join('", "')}"`;
    if (flags.changed('type') && type === '') throw new CliError(`type is empty: ${choices}`);
    if (type !== '' && !dockerTypes.includes(type)) throw new CliError(`unknown type: "${type}": ${choices}`);
    if (type !== '' && !isObjectType(type)) throw new CliError(`docker: --type ${type} is not supported by Slipway`);
    await inspectObjects(cli, args, flags.string('format'), async (name) => {
      if (!isObjectType(type)) return inspectAny(cli, name, wantsSize);
      const found = await inspectOne(cli, type, name, type === 'container' ? { size: wantsSize } : {});
      if (wantsSize && type !== 'container') await cli.err(`WARNING: --size ignored for ${type}\n`);
      return found;
    });
  },
};

function inspectCommand(type: ObjectType, use: string, short: string, extra: readonly FlagSpec[] = []): Command {
  return {
    name: 'inspect',
    use,
    short,
    flags: [shortInspectFormatFlag, ...extra],
    arguments: atLeast(1),
    run: async ({ cli, flags, args }) => {
      const query = { size: flags.bool('size'), verbose: flags.bool('verbose') };
      await inspectObjects(cli, args, flags.string('format'), (name) => inspectOne(cli, type, name, query));
    },
  };
}

export const containerInspect = inspectCommand(
  'container',
  '[OPTIONS] CONTAINER [CONTAINER...]',
  'Display detailed information on one or more containers',
  [sizeFlag('Display total file sizes')],
);
export const imageInspect = inspectCommand(
  'image',
  '[OPTIONS] IMAGE [IMAGE...]',
  'Display detailed information on one or more images',
  [
    {
      name: 'platform',
      type: flagTypes.string,
      help: `Inspect a specific platform of the multi-platform image.
If the image or the server is not multi-platform capable, the command will error out if the platform does not match.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`,
      apiVersion: '1.49',
      absent: 'its images have one platform each',
    },
  ],
);
export const networkInspect = inspectCommand(
  'network',
  '[OPTIONS] NETWORK [NETWORK...]',
  'Display detailed information on one or more networks',
  [{ name: 'verbose', short: 'v', type: flagTypes.bool, help: 'Verbose output for diagnostics' }],
);
export const volumeInspect = inspectCommand(
  'volume',
  '[OPTIONS] VOLUME [VOLUME...]',
  'Display detailed information on one or more volumes',
);

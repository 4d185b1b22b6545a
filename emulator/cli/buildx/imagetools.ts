import { SlipwayError } from '../../errors.ts';
import type { Access, RegistryManifest } from '../../registry/types.ts';
import type { Cli } from '../cli.ts';
import type { Command, CommandGroup } from '../command.ts';
import { absent } from '../commands/absent/absent.ts';
import { CliError, errorMessage } from '../errors.ts';
import { alignColumns } from '../format/tabwriter.ts';
import { normalReference } from '../manifests/image-manifest.ts';
import { accessTo } from '../manifests/remote.ts';
import { anyArguments, exactly } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { canonicalString, type ImageReference } from '../reference.ts';
import { everyFlags } from './builder-flag.ts';
import { formatImage, type Descriptor, type ImageDetails, platformText } from './image-template.ts';

const LISTS = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
] as const;

const inspect: Command = {
  name: 'inspect',
  use: '[OPTIONS] NAME',
  short: 'Show details of an image in the registry',
  flags: [
    ...flagTable(`
      --format string: Format the output using the given Go template (default "{{.Manifest}}")
      --raw: Show original, unformatted JSON manifest
    `),
    ...everyFlags,
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args: [name = ''] }) => {
    const format = flags.string('format');
    if (format !== '' && flags.bool('raw')) {
      throw new CliError('ERROR: format and raw cannot be used together');
    }
    try {
      const reference = normalReference(name);
      const access = await accessTo(cli, reference.domain);
      const found = await manifestOf(cli, reference, reference.digest ?? reference.tag ?? 'latest', access);
      if (flags.bool('raw')) await cli.io.stdout(found.bytes);
      else if (/^\{\{\s*\.Manifest\s*\}\}$/.test(format.trim()) || format === '')
        await cli.out(summary(reference, found));
      else await cli.out(formatImage(format, await detailsOf(cli, name, reference, found, access)));
    } catch (error) {
      throw new CliError(`ERROR: ${errorMessage(error)}`);
    }
  },
};

async function manifestOf(
  cli: Cli,
  reference: ImageReference,
  tagOrDigest: string,
  access: Access,
): Promise<RegistryManifest> {
  try {
    return await cli.io.registries.manifest(reference, tagOrDigest, access);
  } catch (error) {
    const isMissing = error instanceof SlipwayError && error.kind === 'not-found';
    throw isMissing ? new CliError(`${canonicalString(reference)}: not found`) : error;
  }
}

interface Index {
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly manifests?: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const indexOf = ({ bytes }: RegistryManifest): Index => JSON.parse(new TextDecoder().decode(bytes)) as Index;
const isList = ({ mediaType }: RegistryManifest): boolean => LISTS.some((one) => one === mediaType);

/** As buildx prints it without --format (util/imagetools/printers.go). */
function summary(reference: ImageReference, found: RegistryManifest): string {
  const name = canonicalString(reference);
  const own = [
    ['Name:', name],
    ['MediaType:', found.mediaType],
    ['Digest:', found.digest],
  ];
  if (!isList(found)) return table(own);
  const of = ({ digest, mediaType, platform }: Descriptor): string[][] => [
    ['  Name:', canonicalString({ ...reference, digest })],
    ['  MediaType:', mediaType],
    ...(platform ? [['  Platform:', platformText(platform)]] : []),
    ...(platform?.['os.version'] ? [['  OSVersion:', platform['os.version']]] : []),
    ...(platform?.['os.features']?.length ? [['  OSFeatures:', platform['os.features'].join(', ')]] : []),
  ];
  const parts = (indexOf(found).manifests ?? []).map(of);
  const rows = parts.flatMap((part, i) => (i === 0 ? part : [['', ''], ...part]));
  return `${table(own)}${table([
    ['', ''],
    ['Manifests:', ''],
  ])}${table(rows)}`;
}

function table(rows: readonly (readonly string[])[]): string {
  return alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 0, padding: 1 });
}

/** With the configs of its images, for templates. */
async function detailsOf(
  cli: Cli,
  name: string,
  reference: ImageReference,
  found: RegistryManifest,
  access: Access,
): Promise<ImageDetails> {
  const { digest, mediaType, sizeBytes } = found;
  const configOf = async (manifest: RegistryManifest): Promise<object> => {
    const { config } = JSON.parse(new TextDecoder().decode(manifest.bytes)) as {
      config: { digest: `sha256:${string}` };
    };
    const blob = await cli.io.registries.blob(reference, config.digest, access);
    return (await new Response(blob.stream as ReadableStream<Uint8Array<ArrayBuffer>>).json()) as object;
  };
  if (!isList(found))
    return { name, manifest: { mediaType, digest, size: sizeBytes }, images: [await configOf(found)] };
  const { schemaVersion, mediaType: noted, manifests = [], annotations } = indexOf(found);
  // What says something of another image is none.
  const images = manifests.filter((one) => one.annotations?.['vnd.docker.reference.type'] === undefined);
  const configs = images.map(async (one) => {
    const image = await configOf(await manifestOf(cli, reference, one.digest, access));
    return [platformText(one.platform ?? (image as Descriptor['platform'] & object)), image] as const;
  });
  const manifest = { schemaVersion, ...(noted ? { mediaType: noted } : {}), digest, size: sizeBytes, manifests };
  const named = Object.fromEntries(await Promise.all(configs));
  return {
    name,
    manifest: { ...manifest, ...(annotations ? { annotations } : {}) },
    images: images.length > 1 ? named : Object.values(named),
  };
}

export const imagetoolsGroup: CommandGroup = {
  name: 'imagetools',
  short: 'Commands to work on images in registry',
  commands: [
    ...absent(
      [
        {
          name: 'create',
          use: '[OPTIONS] [SOURCE...]',
          short: 'Create a new image based on source images',
          arguments: anyArguments,
          flags: [
            ...flagTable(`
              --annotation stringArray: Add annotation to the image
              --append: Append to existing manifest
              --dry-run: Show final image instead of pushing
              -f, --file stringArray: Read source descriptor from file
              --metadata-file string: Write create result metadata to a file
              -p, --platform stringArray: Filter specified platforms of target image
              --prefer-index: When only a single source is specified, prefer outputting an image index or manifest list instead of performing a carbon copy
              --progress string: Set type of progress output ("auto", "none", "plain", "rawjson", "tty")
              -t, --tag stringArray: Set reference for new image
            `),
            ...everyFlags,
          ],
        },
      ],
      'docker manifest create and docker manifest push make a list of images and push it',
    ),
    inspect,
  ],
};

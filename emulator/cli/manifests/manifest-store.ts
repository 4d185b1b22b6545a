import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { canonicalString, type ImageReference } from '../reference.ts';
import { manifestRecord, readRecord, type ImageManifest } from './image-manifest.ts';

/** Lists that were begun and not pushed: a folder a list, a file an image, where Docker's CLI has them. */
const folderOf = (cli: Cli, list: ImageReference): string => `${cli.configFolder}/manifests/${fileName(list)}`;

const fileName = (reference: ImageReference): string =>
  canonicalString(reference).replaceAll(':', '-').replaceAll('/', '_');

/** Undefined where the list has no such image. */
export async function storedManifest(
  cli: Cli,
  list: ImageReference,
  image: ImageReference,
): Promise<ImageManifest | undefined> {
  const path = `${folderOf(cli, list)}/${fileName(image)}`;
  return (await cli.io.files.exists(path)) ? readFrom(cli, path) : undefined;
}

/** The images of a list by the names of their files; undefined where there is no such list. */
export async function storedList(cli: Cli, list: ImageReference): Promise<ImageManifest[] | undefined> {
  const folder = folderOf(cli, list);
  if (!(await cli.io.files.exists(folder))) return undefined;
  const names = (await cli.io.files.list(folder)).sort();
  return Promise.all(names.map((name) => readFrom(cli, `${folder}/${name}`)));
}

export async function storeManifest(
  cli: Cli,
  list: ImageReference,
  image: ImageReference,
  manifest: ImageManifest,
): Promise<void> {
  const folder = folderOf(cli, list);
  await cli.io.files.makeDirectory(folder, 0o755);
  await cli.io.files.write(`${folder}/${fileName(image)}`, new TextEncoder().encode(manifestRecord(manifest)), 0o644);
}

export async function removeList(cli: Cli, list: ImageReference): Promise<void> {
  await cli.io.files.remove(folderOf(cli, list));
}

export const noSuchList = (list: ImageReference): CliError =>
  new CliError(`No such manifest: ${canonicalString(list)}`);

async function readFrom(cli: Cli, path: string): Promise<ImageManifest> {
  const text = new TextDecoder().decode(await cli.io.files.read(path));
  try {
    return readRecord(text);
  } catch (cause) {
    throw new CliError(`invalid manifest file ${path}: ${(cause as Error).message}`);
  }
}

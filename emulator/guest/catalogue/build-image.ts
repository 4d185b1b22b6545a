import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runScriptIn } from './commands.ts';
import { writeImage, type BuiltImage } from './image.ts';
import { writeLayer } from './layer.ts';
import type { Apt, Recipe, VersionOf } from './recipe.ts';
import { treeChanges } from './tree-changes.ts';
import { trimPackages } from './trim.ts';

/**
 * Builds one image into the blobs folder: the base's root, the packages, the recipe's files and set-up, without
 * what an image needs none of, as a layer with config and manifest. `workFolder` is emptied before and after.
 */
export async function buildImage(
  recipe: Recipe,
  recipeFolder: string,
  base: BuiltImage | undefined,
  apt: Apt,
  blobsFolder: string,
  workFolder: string,
  archiveKey: string,
): Promise<BuiltImage> {
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  const path = join(workFolder, 'root');
  const basePath = base && join(workFolder, 'base');
  if (basePath) {
    await unpackLayers(base, blobsFolder, basePath);
    await run(['cp', '--archive', '--reflink=auto', basePath, path]);
  } else if (recipe.packages) {
    await apt.bootstrap(path, recipe.packages);
  } else {
    await mkdir(path);
  }
  if (base && recipe.packages) await apt.install(path, recipe.packages);
  await recipe.assemble?.({ path, workFolder, recipeFolder, apt, archiveKey });
  await copyFiles(join(recipeFolder, 'files'), path);
  await runSetUp(join(recipeFolder, 'set-up.sh'), path, apt);
  await trimPackages(path);

  const changes = await treeChanges(path, basePath);
  const layer = await writeLayer(path, changes, blobsFolder, workFolder, apt.releaseSeconds);
  const versionOf = await installedVersions(path, recipe, apt);
  const { tags, config, alsoAs } = recipe;
  const image = await writeImage(
    recipe,
    tags(versionOf),
    config(versionOf),
    layer,
    base,
    apt.releaseSeconds,
    blobsFolder,
  );
  await rm(workFolder, { recursive: true, force: true });
  return alsoAs === undefined ? image : { ...image, alsoAs };
}

async function unpackLayers(image: BuiltImage, blobsFolder: string, into: string): Promise<void> {
  await mkdir(into);
  for (const { digest } of image.layers) {
    const blob = join(blobsFolder, digest.slice('sha256:'.length));
    await run(['tar', '--extract', '--gzip', '--file', blob, '--numeric-owner', '--preserve-permissions', '-C', into]);
  }
}

/** Copies a tree as root's, readable by all; only the executable bit of the checkout counts, not its umask. */
async function copyFiles(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  for (const name of names) {
    const [source, target] = [join(from, name), join(to, name)];
    const status = await lstat(source);
    if (status.isDirectory()) {
      if (!(await stat(target).catch(() => undefined))) await mkdir(target, { mode: 0o755 });
      await copyFiles(source, target);
    } else {
      await cp(source, target, { verbatimSymlinks: true });
      if (!status.isSymbolicLink()) await chmod(target, status.mode & 0o100 ? 0o755 : 0o644);
      await chown(target, 0, 0).catch(() => undefined);
    }
  }
}

async function runSetUp(script: string, root: string, apt: Apt): Promise<void> {
  if (!(await stat(script).catch(() => undefined))) return;
  const environment = { SOURCE_DATE_EPOCH: String(apt.releaseSeconds), DEBIAN_FRONTEND: 'noninteractive' };
  await runScriptIn(root, script, environment);
}

async function installedVersions(root: string, recipe: Recipe, apt: Apt): Promise<VersionOf> {
  const status = await readFile(join(root, 'var/lib/dpkg/status'), 'utf8').catch(() => '');
  const versions = new Map<string, string>();
  for (const paragraph of status.split('\n\n')) {
    const name = /^Package: (.+)$/m.exec(paragraph)?.[1];
    const version = /^Version: (.+)$/m.exec(paragraph)?.[1];
    if (name && version) versions.set(name, version);
  }
  for (const name of recipe.unpacks ?? []) versions.set(name, await apt.candidateVersion(name));
  return (packageName, parts) => {
    const version = versions.get(packageName);
    if (version === undefined) throw new Error(`${recipe.name}: ${packageName} is not installed`);
    return upstreamVersion(version, parts);
  };
}

/** '5:7.0.15-1~deb12u1' → '7.0.15', or '7.0' of 2 parts. */
export function upstreamVersion(version: string, parts?: number): string {
  const upstream = version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~].*$/, '');
  return parts === undefined ? upstream : upstream.split('.').slice(0, parts).join('.');
}

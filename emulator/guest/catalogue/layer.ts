import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Digest } from '../../engine/images/types.ts';
import { exitOf } from './commands.ts';
import type { TreeChanges } from './tree-changes.ts';

export interface LayerBlob {
  /** Of the tar. */
  readonly diffId: Digest;
  /** Of the gzipped tar, as it is transferred. */
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
}

/**
 * Writes the changes in `root` as a layer into the blobs folder: a tar in sorted order with no date later than
 * `releaseSeconds`, gzipped without a date, so the same files give the same digest. Removed paths become whiteouts
 * (OCI image specification, layer.md).
 */
export async function writeLayer(
  root: string,
  changes: TreeChanges,
  blobsFolder: string,
  workFolder: string,
  releaseSeconds: number,
): Promise<LayerBlob> {
  const whiteouts = join(workFolder, 'whiteouts');
  await rm(whiteouts, { recursive: true, force: true });
  await mkdir(whiteouts, { recursive: true });
  const whiteoutPaths = changes.removed.map((path) => path.replace(/[^/]*$/, (name) => `.wh.${name}`));
  for (const path of whiteoutPaths) {
    await mkdir(dirname(join(whiteouts, path)), { recursive: true });
    await writeFile(join(whiteouts, path), '');
  }
  const list = join(workFolder, 'layer-files');
  await writeFile(list, lines(changes.present));
  await writeFile(`${list}-removed`, lines(whiteoutPaths));

  const tarArguments = [
    '--create',
    '--format=posix',
    '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
    '--xattrs',
    '--xattrs-include=security.capability',
    '--numeric-owner',
    `--mtime=@${releaseSeconds}`,
    '--clamp-mtime',
    '--no-recursion',
    '--null',
    '--verbatim-files-from',
    ...['-C', root, '-T', list, '-C', whiteouts, '-T', `${list}-removed`],
  ];
  await mkdir(blobsFolder, { recursive: true });
  const unfinished = join(workFolder, 'layer.tar.gz');
  const tar = spawn('tar', tarArguments, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gzip = spawn('gzip', ['-9', '--no-name'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const plain = digesting();
  const packed = digesting();
  const [tarCode, gzipCode] = await Promise.all([
    exitOf(tar, 'tar'),
    exitOf(gzip, 'gzip'),
    pipeline(tar.stdout, plain.stream, gzip.stdin),
    pipeline(gzip.stdout, packed.stream, createWriteStream(unfinished)),
  ]);
  if (tarCode !== 0 || gzipCode !== 0) throw new Error(`${root}: tar exited with ${tarCode}, gzip with ${gzipCode}`);
  const digest = packed.digest();
  await rename(unfinished, join(blobsFolder, digest.slice('sha256:'.length)));
  const { size: sizeBytes } = await stat(join(blobsFolder, digest.slice('sha256:'.length)));
  return { diffId: plain.digest(), digest, sizeBytes, unpackedBytes: plain.bytes() };
}

const lines = (paths: readonly string[]): string => paths.map((path) => `${path}\0`).join('');

function digesting() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes, digest: (): Digest => `sha256:${hash.digest('hex')}` };
}

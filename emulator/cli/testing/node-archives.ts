import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, watch } from 'node:fs';
import { lstat, mkdir, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import type { CliFiles } from '../io.ts';

/** The part of CliFiles that deals with folders and large files, with Node's files and the system's tar. */
export const nodeArchives: Omit<CliFiles, 'read' | 'write' | 'exists'> = {
  open: (path) => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
  create(path, mode) {
    // Beside it, then in its place: whole or not at all, and of the mode that was asked for.
    const partial = `${path}.partial-${process.pid}`;
    const writer = (Writable.toWeb(createWriteStream(partial, { mode })) as WritableStream<Uint8Array>).getWriter();
    return new WritableStream({
      write: (bytes) => writer.write(bytes),
      async close() {
        await writer.close();
        await rename(partial, path);
      },
      async abort(reason) {
        await writer.abort(reason).catch(() => {});
        await rm(partial, { force: true });
      },
    });
  },
  list: (path) => readdir(path).catch(() => []),
  async makeDirectory(path, mode) {
    await mkdir(path, { recursive: true, mode });
  },
  remove: (path) => rm(path, { recursive: true }),
  async stat(path, follow) {
    try {
      const found = await (follow ? stat(path) : lstat(path));
      return {
        isDirectory: found.isDirectory(),
        mode: found.mode,
        uid: found.uid,
        gid: found.gid,
        sizeBytes: found.size,
        modifiedMs: found.mtimeMs,
        realPath: await realpath(path).catch(() => path),
        ...(found.isSymbolicLink() ? { linkTarget: await readlink(path) } : {}),
      };
    } catch {
      return undefined;
    }
  },
  pack(directory, name) {
    const tar = spawn('tar', ['-c', '-f', '-', '-C', directory, '--', name], { stdio: ['ignore', 'pipe', 'inherit'] });
    return Readable.toWeb(tar.stdout) as ReadableStream<Uint8Array>;
  },
  async unpack(directory, archive) {
    const tar = spawn('tar', ['-x', '-p', '-o', '-f', '-', '-C', directory], { stdio: ['pipe', 'ignore', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => tar.on('exit', resolve));
    await archive.pipeTo(Writable.toWeb(tar.stdin));
    const code = await ended;
    if (code !== 0) throw new Error(`tar failed (${code})`);
  },
  watch(folder, onChange) {
    const watcher = watch(folder, { recursive: true }, (_, name) =>
      onChange(name === null ? folder : `${folder}/${name}`),
    );
    return Promise.resolve(() => watcher.close());
  },
};

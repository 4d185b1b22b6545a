import { ignoreRules, readIgnoreFile } from '../../engine/build/dockerfile/dockerignore.ts';
import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';
import { familiarString, parseReference } from '../reference.ts';
import { ignoreTextOf, type BuildContext } from './build-context.ts';
import { contextArchive } from './context-archive.ts';

/** One `--build-context`: what stands for a stage or an image of that name. */
export interface NamedContext {
  readonly name: string;
  /** As the engine takes it: 'docker-image://busybox', a URL, or 'local' for what goes along. */
  readonly source: string;
  /** Where a local one is; else empty. */
  readonly folder: string;
}

/** Reads `--build-context` as buildx does, and words its errors (util/buildflags/context.go, build/opt.go). */
export async function readNamedContexts(cli: Cli, texts: readonly string[]): Promise<NamedContext[]> {
  const contexts = new Map<string, NamedContext>();
  for (const text of texts.filter((one) => one !== '')) {
    const at = text.indexOf('=');
    if (at < 0) throw new CliError(`ERROR: invalid context value: ${text}, expected key=value`);
    const name = nameOf(text.slice(0, at));
    contexts.set(name, await sourceOf(cli, name, text.slice(at + 1)));
  }
  return [...contexts.values()];
}

function nameOf(typed: string): string {
  try {
    return familiarString(parseReference(typed)).replace(/:latest$/, '');
  } catch (error) {
    throw new CliError(`ERROR: invalid context name ${typed}: ${errorMessage(error)}`);
  }
}

async function sourceOf(cli: Cli, name: string, value: string): Promise<NamedContext> {
  if (value.startsWith('docker-image://') || /^https?:\/\/|^git:\/\/|^git@|^ssh:\/\//.test(value)) {
    return { name, source: value, folder: '' };
  }
  if (value.startsWith('oci-layout://')) {
    throw new CliError(
      `ERROR: --build-context ${name}=${value} is not supported by Slipway: docker load the layout, then ` +
        `--build-context ${name}=docker-image://NAME`,
    );
  }
  const found = await cli.io.files.stat(cli.resolvePath(value), true);
  if (!found)
    throw new CliError(`ERROR: failed to get build context ${name}: stat ${value}: no such file or directory`);
  if (!found.isDirectory) {
    throw new CliError(`ERROR: failed to get build context path {${value} <nil>}: not a directory`);
  }
  return { name, source: 'local', folder: found.realPath };
}

/** The body of POST /build for a context and those beside it (engine/api/build.ts). */
export async function archiveOfAll(
  cli: Cli,
  main: BuildContext,
  contexts: readonly NamedContext[],
): Promise<ReadableStream<Uint8Array> | undefined> {
  if (contexts.every(({ source }) => source !== 'local')) return main.archive;
  const parts: ReadableStream<Uint8Array>[] = [];
  if (main.archive && main.isForeign) {
    const bytes = new Uint8Array(
      await new Response(main.archive as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
    );
    parts.push(contextArchive(undefined, ignoreRules([]), [{ path: 'context', bytes }], { isOpen: true }));
  } else if (main.archive) {
    parts.push(contextArchive(main.archive, ignoreRules([]), [], { folder: 'context/', isOpen: true }));
  }
  for (const [index, { source, folder }] of contexts.entries()) {
    if (source !== 'local') continue;
    const rules = ignoreRules(readIgnoreFile(await ignoreTextOf(cli, folder, '')));
    const packed = cli.io.files.pack(folder, '.');
    parts.push(contextArchive(packed, rules, [], { folder: `contexts/${index}/`, isOpen: true }));
  }
  parts.push(contextArchive(undefined, ignoreRules([]), []));
  return joined(parts);
}

function joined(streams: readonly ReadableStream<Uint8Array>[]): ReadableStream<Uint8Array> {
  const rest = streams.map((stream) => stream.getReader());
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const reader = rest[0];
        if (!reader) return controller.close();
        const { value, done } = await reader.read();
        if (!done) return controller.enqueue(value);
        rest.shift();
      }
    },
    async cancel(reason) {
      await Promise.all(rest.map((reader) => reader.cancel(reason)));
    },
  });
}

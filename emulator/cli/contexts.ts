import type { Cli } from './cli.ts';
import { CliError } from './errors.ts';

export const DEFAULT_CONTEXT = 'default';

/** A way to a daemon, kept under a name in ~/.docker/contexts/meta/ (in the files of Docker's own CLI). */
export interface Context {
  readonly name: string;
  readonly description: string;
  /** 'tcp://host:2375'; '' is the machine's own daemon. */
  readonly host: string;
  readonly skipTlsVerify: boolean;
}

interface StoredContext {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: { readonly docker?: { readonly Host?: string; readonly SkipTLSVerify?: boolean } };
}

/** There is no such context; `message` is Docker's. */
export class MissingContext extends CliError {
  override readonly name = 'MissingContext';
}

const metaFolder = (cli: Cli): string => `${cli.configFolder}/contexts/meta`;

/** The folders of a context are called by a hash of its name. */
async function folderName(name: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function contextPaths(cli: Cli, name: string): Promise<{ meta: string; tls: string }> {
  const folder = await folderName(name);
  return { meta: `${metaFolder(cli)}/${folder}`, tls: `${cli.configFolder}/contexts/tls/${folder}` };
}

/** Error: MissingContext. */
export async function readContext(cli: Cli, name: string): Promise<Context> {
  const path = `${(await contextPaths(cli, name)).meta}/meta.json`;
  if (!(await cli.io.files.exists(path))) {
    throw new MissingContext(
      `context ${JSON.stringify(name)}: context not found: open ${path}: no such file or directory`,
    );
  }
  return readMeta(cli, path);
}

async function readMeta(cli: Cli, path: string): Promise<Context> {
  const stored = JSON.parse(new TextDecoder().decode(await cli.io.files.read(path))) as StoredContext;
  return {
    name: stored.Name,
    description: stored.Metadata?.Description ?? '',
    host: stored.Endpoints?.docker?.Host ?? '',
    skipTlsVerify: stored.Endpoints?.docker?.SkipTLSVerify ?? false,
  };
}

/** All but the default one, by name. */
export async function listContexts(cli: Cli): Promise<Context[]> {
  const folders = await cli.io.files.list(metaFolder(cli));
  const contexts = await Promise.all(folders.map((folder) => readMeta(cli, `${metaFolder(cli)}/${folder}/meta.json`)));
  return contexts.sort((left, right) => (left.name < right.name ? -1 : 1));
}

export async function writeContext(cli: Cli, context: Context): Promise<void> {
  const { meta } = await contextPaths(cli, context.name);
  const stored: StoredContext = {
    Name: context.name,
    Metadata: context.description === '' ? {} : { Description: context.description },
    Endpoints: { docker: { Host: context.host, SkipTLSVerify: context.skipTlsVerify } },
  };
  await cli.io.files.makeDirectory(meta, 0o755);
  await cli.io.files.write(`${meta}/meta.json`, new TextEncoder().encode(JSON.stringify(stored)), 0o644);
}

export async function removeContext(cli: Cli, name: string): Promise<void> {
  await cli.io.files.remove((await contextPaths(cli, name)).meta);
}

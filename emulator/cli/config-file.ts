import type { Cli } from './cli.ts';
import { CliError, errorMessage } from './errors.ts';

/** ~/.docker/config.json as far as this CLI reads it; what it does not know it keeps. */
export interface ConfigFile {
  readonly currentContext?: string;
  readonly psFormat?: string;
  readonly imagesFormat?: string;
  readonly networksFormat?: string;
  readonly volumesFormat?: string;
  readonly statsFormat?: string;
  readonly pluginsFormat?: string;
  readonly detachKeys?: string;
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly [field: string]: unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** It can hold passwords. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Read once a command: the daemon's address and a list's format both come from it. */
const read = new WeakMap<Cli, Promise<ConfigFile>>();

const pathOf = (cli: Cli): string => `${cli.configFolder}/config.json`;

/** The file's contents; an empty object when there is none. Says on stderr what is wrong with one that is broken. */
export function readConfigFile(cli: Cli): Promise<ConfigFile> {
  const config = read.get(cli) ?? load(cli);
  read.set(cli, config);
  return config;
}

async function load(cli: Cli): Promise<ConfigFile> {
  const path = pathOf(cli);
  if (!(await cli.io.files.exists(path))) return {};
  try {
    const parsed: unknown = JSON.parse(decoder.decode(await cli.io.files.read(path)));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error('it is not an object');
    return parsed as ConfigFile;
  } catch (error) {
    await cli.err(`WARNING: Error loading config file: ${path}: ${errorMessage(error)}\n`);
    return {};
  }
}

/** Writes the file with `change` applied; fields that become undefined go. */
export async function changeConfigFile(cli: Cli, change: Partial<ConfigFile>): Promise<void> {
  const changed = { ...(await readConfigFile(cli)), ...change };
  read.set(cli, Promise.resolve(changed));
  try {
    await cli.io.files.makeDirectory(cli.configFolder, OWNER_ONLY_FOLDER);
    await cli.io.files.write(pathOf(cli), encoder.encode(JSON.stringify(changed, null, '\t')), OWNER_ONLY);
  } catch (error) {
    throw new CliError(`error saving ${pathOf(cli)}: ${errorMessage(error)}`);
  }
}

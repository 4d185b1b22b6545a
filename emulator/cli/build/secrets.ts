import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { splitCsv } from '../parse/flag-types.ts';

/** `--secret id=a,src=file` and `id=a,env=NAME` as the header X-Slipway-Build-Secrets; '' for none. Errors in buildx's words. */
export async function readSecrets(cli: Cli, texts: readonly string[]): Promise<string> {
  const secrets: Record<string, Uint8Array> = {};
  for (const text of texts) {
    const { id, type, source, env } = parseSecret(text);
    secrets[id] = await valueOf(cli, id, type, source, env);
  }
  return encodeSecrets(secrets);
}

/** Values by their IDs as the header X-Slipway-Build-Secrets; '' for none. */
export function encodeSecrets(secrets: Readonly<Record<string, Uint8Array>>): string {
  const encoded = Object.entries(secrets).map(([id, bytes]) => [id, base64(bytes)]);
  if (encoded.length === 0) return '';
  return base64(new TextEncoder().encode(JSON.stringify(Object.fromEntries(encoded))));
}

function parseSecret(text: string): { id: string; type: string; source: string; env: string } {
  const fields = { id: '', type: '', source: '', env: '' };
  for (const field of splitCsv(text)) {
    const at = field.indexOf('=');
    if (at < 0) throw new CliError(`ERROR: invalid field '${field}' must be a key=value pair`);
    const [key, value] = [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
    if (key === 'id' || key === 'env' || key === 'type') fields[key] = value;
    else if (key === 'src' || key === 'source') fields.source = value;
    else throw new CliError(`ERROR: unexpected key '${key}' in '${field}'`);
  }
  if (fields.type !== '' && fields.type !== 'file' && fields.type !== 'env') {
    throw new CliError(`ERROR: unsupported secret type ${JSON.stringify(fields.type)}`);
  }
  return fields;
}

async function valueOf(cli: Cli, id: string, type: string, source: string, env: string): Promise<Uint8Array> {
  const variable = env || (type === 'env' ? source : '');
  // Without either, a variable of that name, else a file.
  const name = variable || (source === '' && cli.io.environment[id] !== undefined ? id : '');
  if (name !== '') return new TextEncoder().encode(cli.io.environment[name] ?? '');
  const path = source || id;
  try {
    return await cli.io.files.read(cli.resolvePath(path));
  } catch {
    throw new CliError(`ERROR: failed to stat ${path}: stat ${path}: no such file or directory`);
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { parseBoolean, splitCsv } from '../parse/flag-types.ts';

/** What one builder on one machine cannot do, in the words of buildx for its docker driver, where it has some. */
export async function checkBuildxFlags(cli: Cli, flags: ParsedFlags): Promise<void> {
  try {
    checkBuilder(flags.string('builder'));
  } catch (error) {
    throw new CliError(`ERROR: ${errorMessage(error)}`);
  }
  if (flags.bool('push')) {
    throw new CliError('--push is not supported by Slipway: build with -t, then docker push');
  }
  try {
    checkCacheExports(flags.list('cache-to'));
    checkAttestations(flags);
    checkEntitlements(flags.list('allow'));
    checkSsh(cli, flags.list('ssh'));
    if (annotationTypes(flags.list('annotation')).some((type) => type.startsWith('index'))) {
      throw new CliError('index annotations not supported for single platform export');
    }
  } catch (error) {
    throw new CliError(`ERROR: ${errorMessage(error)}`);
  }
  const call = flags.string('call');
  if (!['', 'build', 'check'].includes(call)) {
    throw new CliError(`--call=${call} is not supported by Slipway, which builds and checks`);
  }
  if (flags.list('annotation').length > 0) {
    await cli.err(
      'WARNING: --annotation has no effect: images have no manifest to note it in before they are pushed\n',
    );
  }
}

/** There is one, and '' is it. Throws CliError. */
export function checkBuilder(name: string): void {
  if (name !== '' && name !== 'default') throw new CliError(`no builder ${JSON.stringify(name)} found`);
}

/** @param docs what stands behind docs.docker.com/go/ */
const notSupported = (feature: string, docs: string) =>
  new CliError(
    `${feature} is not supported for the docker driver.\n` +
      'Switch to a different driver, or turn on the containerd image store, and try again.\n' +
      `Learn more at https://docs.docker.com/go/${docs}/`,
  );

function checkCacheExports(texts: readonly string[]): void {
  for (const text of texts.filter((one) => one !== '')) {
    let type = text.includes('=') ? '' : 'registry';
    for (const field of text.includes('=') ? splitCsv(text) : []) {
      const [key = '', value] = pair(field);
      if (value === undefined) throw new CliError(`invalid value ${field}`);
      if (key.toLowerCase() === 'type') type = value;
    }
    if (type === '') throw new CliError(`type required for ${JSON.stringify(text)}`);
    if (type !== 'inline') throw notSupported('Cache export', 'build-cache-backends');
    throw new CliError(
      '--cache-to type=inline is not supported by Slipway: its cache stays on this machine, where every build finds it',
    );
  }
}

function checkAttestations(flags: ParsedFlags): void {
  const shorthand = (type: string): string[] => {
    const text = flags.string(type);
    if (text === '') return [];
    try {
      return [`type=${type},disabled=${!parseBoolean(text)}`];
    } catch {
      return [`type=${type},${text}`];
    }
  };
  const wanted = new Map<string, boolean>();
  for (const text of [...flags.list('attest'), ...shorthand('provenance'), ...shorthand('sbom')]) {
    const { type, isDisabled } = attestation(text);
    if (type === '') throw new CliError('attestation type not specified');
    wanted.set(type, !isDisabled);
  }
  if ([...wanted.values()].includes(true)) throw notSupported('Attestation', 'attestations');
}

function attestation(text: string): { type: string; isDisabled: boolean } {
  let [type, isDisabled] = ['', false];
  for (const field of splitCsv(text)) {
    const [key = '', value] = pair(field);
    if (value === undefined) throw new CliError(`invalid value ${field}`);
    const name = key.trim().toLowerCase();
    if (name === 'type') type = value;
    if (name !== 'disabled') continue;
    try {
      isDisabled = parseBoolean(value);
    } catch (error) {
      throw new CliError(`invalid value ${field}: ${errorMessage(error)}`);
    }
  }
  return { type, isDisabled };
}

function checkEntitlements(texts: readonly string[]): void {
  for (const text of texts.filter((one) => one !== '')) {
    const [name = ''] = pair(text);
    if (!['network.host', 'security.insecure', 'device'].includes(name)) {
      throw new CliError(`unknown entitlement ${text}`);
    }
    if (name === 'network.host') continue;
    throw new CliError(
      `failed to build: failed to solve: granting entitlement ${name} is not allowed by build daemon configuration`,
    );
  }
}

/** `--ssh`, of which nothing can be. Throws CliError. */
export function checkSsh(cli: Cli, texts: readonly string[]): void {
  for (const text of texts.filter((one) => one !== '')) {
    const [id, paths = ''] = pair(text);
    if (paths === '' && id === 'default' && (cli.io.environment['SSH_AUTH_SOCK'] ?? '') === '') {
      throw new CliError('invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set');
    }
    throw new CliError(
      `--ssh ${text} is not supported by Slipway: a build reaches no SSH server from here, so there is nothing to log in to`,
    );
  }
}

/** 'manifest', 'index', …; '' where an annotation names none. Errors in buildx's words. */
function annotationTypes(texts: readonly string[]): string[] {
  return texts
    .filter((one) => one !== '')
    .flatMap((text) => {
      const [key = '', value] = pair(text);
      if (value === undefined) throw new CliError(`invalid annotation ${JSON.stringify(text)}, expected key=value`);
      const at = key.indexOf(':');
      return at < 0 ? [] : key.slice(0, at).split(',').map(annotationType);
    });
}

const ANNOTATION_TYPES = ['index', 'index-descriptor', 'manifest', 'manifest-descriptor'];

function annotationType(text: string): string {
  const [, type] = /^([a-z-]+)(?:\[([A-Za-z0-9_/-]+)\])?$/.exec(text) ?? [];
  if (type === undefined) {
    throw new CliError(
      `invalid annotation type ${JSON.stringify(text)}, expected type and optional platform in square brackets`,
    );
  }
  if (!ANNOTATION_TYPES.includes(type)) throw new CliError(`unknown annotation type ${JSON.stringify(type)}`);
  return type;
}

function pair(text: string): [key: string, value: string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

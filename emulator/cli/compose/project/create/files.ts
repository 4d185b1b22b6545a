import type { Cli } from '../../../cli.ts';
import { CliError } from '../../../errors.ts';
import { byteStringOf } from '../../../../disks/byte-string.ts';
import { TAR_END_BYTES, tarHeader, tarPadding } from '../../../../disks/tar-writer.ts';
import type { FileMount } from '../../model/types/mounts.ts';
import type { Project } from '../../model/types/project.ts';
import type { FileObject } from '../../model/types/resources.ts';
import type { Service } from '../../model/types/service.ts';
import { fileTarget } from './mounts.ts';

const READ_ONLY = 0o444;

/** Puts configs and secrets that are no files, but text or variables, into a new container. Throws CliError. */
export async function injectFiles(cli: Cli, project: Project, service: Service, containerId: string): Promise<void> {
  for (const secret of service.secrets ?? []) {
    const defined = project.secrets[secret.source];
    if (!defined?.environment) continue;
    const content = defined.content || variable('secret', defined, project);
    await inject(cli, service, containerId, { what: 'secret', defined, mount: secret, content });
  }
  for (const config of service.configs ?? []) {
    const defined = project.configs[config.source];
    const content = defined?.environment ? variable('config', defined, project) : (defined?.content ?? '');
    if (defined && content !== '')
      await inject(cli, service, containerId, { what: 'config', defined, mount: config, content });
  }
}

function variable(what: 'secret' | 'config', { name, environment = '' }: FileObject, project: Project): string {
  const value = project.environment[environment];
  if (value === undefined) {
    throw new CliError(`environment variable "${environment}" required by ${what} "${name}" is not set`);
  }
  return value;
}

interface Injected {
  readonly what: 'secret' | 'config';
  readonly defined: FileObject;
  readonly mount: FileMount;
  readonly content: string;
}

async function inject(
  cli: Cli,
  service: Service,
  id: string,
  { what, defined, mount, content }: Injected,
): Promise<void> {
  if (service.read_only) {
    const message = `cannot create ${what} "${defined.name}" in read-only service ${service.name}`;
    throw new CliError(`${message}: \`file\` is the sole supported option`);
  }
  const target = fileTarget(mount, what === 'secret' ? '/run/secrets/' : '/');
  const archive = new Blob([oneFile(target, content, mount)]).stream();
  const keepsOwner = Boolean(mount.uid) || Boolean(mount.gid);
  await cli.api.put(`/containers/${id}/archive`, archive, {
    path: '/',
    noOverwriteDirNonDir: true,
    copyUIDGID: keepsOwner ? 'true' : undefined,
  });
}

function oneFile(
  target: string,
  content: string,
  { uid = '0', gid = '0', mode = READ_ONLY }: FileMount,
): Uint8Array<ArrayBuffer> {
  for (const id of [uid, gid]) {
    if (!/^\d*$/.test(id)) throw new CliError(`strconv.Atoi: parsing ${JSON.stringify(id)}: invalid syntax`);
  }
  const bytes = new TextEncoder().encode(content);
  const header = tarHeader({
    path: byteStringOf(target.replace(/^\/+/, '')),
    type: 'file',
    mode,
    uid: Number(uid),
    gid: Number(gid),
    sizeBytes: bytes.length,
    mtimeSeconds: Math.floor(Date.now() / 1000),
    mtimeNanoseconds: 0,
    linkPath: '',
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
  });
  const whole = new Uint8Array(header.length + bytes.length + tarPadding(bytes.length) + TAR_END_BYTES);
  whole.set(header);
  whole.set(bytes, header.length);
  return whole;
}

import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { runCommand } from '../system/guest-command.ts';
import type { HostConfig } from './host-config.ts';

/** `linux.devices` of the OCI runtime specification, with what the container may do with it. */
export interface OciDevice {
  readonly path: string;
  readonly type: 'c' | 'b';
  readonly major: number;
  readonly minor: number;
  readonly fileMode: number;
  readonly uid: number;
  readonly gid: number;
  /** Some of 'rwm'. */
  readonly access: string;
}

interface DeviceRequest {
  readonly PathOnHost?: string;
  readonly PathInContainer?: string;
  readonly CgroupPermissions?: string;
}

/** `--gpus` and its like: there is no driver for any. Error 'internal' in dockerd's words. */
export function checkDeviceRequests({ DeviceRequests: requests }: HostConfig): void {
  for (const request of (requests ?? []) as readonly { Driver?: string; Capabilities?: readonly string[][] | null }[]) {
    const capabilities = (request.Capabilities ?? []).map((all) => `[${all.join(' ')}]`).join(' ');
    throw new SlipwayError(
      'internal',
      `could not select device driver "${request.Driver ?? ''}" with capabilities: [${capabilities}]`,
    );
  }
}

const TYPE_MASK = 0o170000;
const FORMAT = '%f %t %T %u %g %n';

/** What `--device` asks for, or all there are for `--privileged`. Errors as dockerd gives them at the start. */
export async function devicesOf({ guest }: EngineContext, host: HostConfig): Promise<readonly OciDevice[]> {
  if (host.Privileged) {
    const find = ['find', '/dev', '(', '-type', 'c', '-o', '-type', 'b', ')', '!', '-path', '/dev/pts/*'];
    const { stdout } = await runCommand(guest, [
      ...find,
      '!',
      '-name',
      'console',
      '-exec',
      'stat',
      '-c',
      FORMAT,
      '{}',
      '+',
    ]);
    return new TextDecoder()
      .decode(stdout)
      .split('\n')
      .flatMap((line) => parse(line, undefined, 'rwm') ?? []);
  }
  const requests = (host.Devices ?? []) as readonly DeviceRequest[];
  return Promise.all(
    requests.map(async (request) => {
      const source = request.PathOnHost ?? '';
      const fail = (why: string) =>
        new SlipwayError(
          'internal',
          `error gathering device information while adding custom device "${source}": ${why}`,
        );
      const { code, stdout } = await runCommand(guest, ['stat', '-L', '-c', FORMAT, source]);
      if (code !== 0) throw fail('no such file or directory');
      const line = new TextDecoder().decode(stdout).trim();
      const device = parse(line, request.PathInContainer || source, request.CgroupPermissions || 'rwm');
      if (!device) throw fail('not a device node');
      return device;
    }),
  );
}

/** A line of stat -c; undefined when it is no device. Mode, major and minor are hexadecimal. */
function parse(line: string, path: string | undefined, access: string): OciDevice | undefined {
  const [mode = '0', major = '0', minor = '0', uid = '0', gid = '0', ...name] = line.split(' ');
  const bits = Number.parseInt(mode, 16);
  const type = (bits & TYPE_MASK) === 0o020000 ? 'c' : (bits & TYPE_MASK) === 0o060000 ? 'b' : undefined;
  if (!type) return undefined;
  return {
    path: path ?? name.join(' '),
    type,
    major: Number.parseInt(major, 16),
    minor: Number.parseInt(minor, 16),
    fileMode: bits & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    access,
  };
}

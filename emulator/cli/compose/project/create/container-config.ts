import type { Cli } from '../../../cli.ts';
import { CliError } from '../../../errors.ts';
import type { Environment } from '../../model/types/common.ts';
import type { HealthCheck, Service } from '../../model/types/service.ts';
import { speaksAtLeast } from '../api-version.ts';

const NANOSECONDS = 1_000_000_000;

/** The part of POST /containers/create that is no HostConfig and no network, for a service. Throws CliError. */
export async function containerConfig(
  cli: Cli,
  service: Service,
  { attachesStdin, image, macAddress }: { attachesStdin: boolean; image: string; macAddress: string },
): Promise<Record<string, unknown>> {
  const { stdin_open: opensStdin = false, stop_grace_period: grace } = service;
  return {
    Hostname: service.hostname ?? '',
    Domainname: service.domainname ?? '',
    User: service.user ?? '',
    ExposedPorts: exposedPorts(service),
    Tty: service.tty ?? false,
    OpenStdin: opensStdin,
    StdinOnce: attachesStdin && opensStdin,
    AttachStdin: attachesStdin,
    AttachStdout: true,
    AttachStderr: true,
    Cmd: service.command ?? null,
    Entrypoint: service.entrypoint ?? null,
    Image: image,
    WorkingDir: service.working_dir ?? '',
    NetworkDisabled: service.network_mode === 'disabled' || undefined,
    MacAddress: macAddress || undefined,
    StopSignal: service.stop_signal || undefined,
    StopTimeout: grace === undefined ? undefined : Math.trunc(grace / NANOSECONDS),
    Env: environmentList(service.environment ?? {}),
    Healthcheck: await healthcheck(cli, service.healthcheck),
  };
}

/** 'NAME=value', or 'NAME' for one that takes the image's away. */
export function environmentList(environment: Environment): string[] {
  return Object.entries(environment).map(([name, value]) => (value === null ? name : `${name}=${value}`));
}

function exposedPorts({ expose = [], ports = [] }: Service): Record<string, object> {
  const all = [...expose.flatMap(expandPorts), ...ports.map((one) => `${one.target}/${one.protocol || 'tcp'}`)];
  return Object.fromEntries(all.map((port) => [port, {}]));
}

/** '80' → '80/tcp'; '8000-8001/udp' → both. */
function expandPorts(text: string): string[] {
  const [range = '', protocol = 'tcp'] = text.split('/');
  const [first = '', last = first] = range.split('-');
  const count = Number(last) - Number(first) + 1;
  if (!/^\d+(-\d+)?$/.test(range) || count < 1) throw new CliError(`invalid expose value ${JSON.stringify(text)}`);
  return Array.from({ length: count }, (_, index) => `${Number(first) + index}/${protocol}`);
}

async function healthcheck(cli: Cli, check: HealthCheck | undefined): Promise<object | undefined> {
  if (!check) return undefined;
  if (check.start_interval !== undefined) {
    if (!(await speaksAtLeast(cli, '1.44'))) {
      throw new CliError("can't set healthcheck.start_interval as feature require Docker Engine v25 or later");
    }
    if (check.start_period === undefined) {
      throw new CliError('healthcheck.start_interval requires healthcheck.start_period to be set');
    }
  }
  return {
    Test: check.disable ? ['NONE'] : check.test,
    Interval: check.interval,
    Timeout: check.timeout,
    StartPeriod: check.start_period,
    StartInterval: check.start_interval,
    Retries: check.retries,
  };
}

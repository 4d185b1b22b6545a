import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { flagTypes } from '../../parse/flag-types.ts';
import { specifiedContainer } from '../project/containers.ts';
import { projectNameOf } from './project.ts';

/** `docker compose port`. Throws CliError. */
export async function runPort(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const [service = '', typed = ''] = args;
  const port = parsePort(typed);
  const protocol = flags.string('protocol').toLowerCase();
  const container = await specifiedContainer(cli, (await projectNameOf(invocation)).toLowerCase(), {
    service,
    index: flags.number('index'),
    oneOff: 'with',
    all: false,
  });
  const ports = container.Ports ?? [];
  const found = ports.find((one) => one.PrivatePort === port && one.Type === protocol);
  if (found) return cli.out(`${found.IP ?? ''}:${found.PublicPort ?? 0}\n`);
  const name = container.Names?.[0]?.replace(/^\//, '') ?? '';
  const others = ports.map((one) => `${one.PublicPort ?? 0}/${one.Type}`).join(', ');
  throw new CliError(`no port ${port}/${protocol} for container ${name}: ${others}`);
}

function parsePort(text: string): number {
  try {
    return Number(flagTypes.uint16.parse(text)[0]);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

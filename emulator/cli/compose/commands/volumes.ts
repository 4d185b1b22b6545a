import type { VolumeSummary } from '../../api/types.ts';
import type { Invocation } from '../../command.ts';
import { listFormatOf } from '../../commands/common-flags.ts';
import { volumeKind } from '../../commands/volume.ts';
import { CliError } from '../../errors.ts';
import { writeList } from '../../format/list.ts';
import { listContainers, serviceOf } from '../project/containers.ts';
import { label, labelFilters } from '../project/labels.ts';
import { projectOrName } from './project.ts';

/** `docker compose volumes`: the project's volumes that containers of its services have. Throws CliError. */
export async function runVolumes(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const { name, project } = await projectOrName(invocation, args);
  const services = args.length > 0 || !project ? args : Object.keys(project.services);
  const labels = [`${label.project}=${name}`];
  const containers = await listContainers(cli, labels, false);
  const missing = project && services.find((one) => !project.services[one]);
  if (missing !== undefined) throw new CliError(`no such service: ${missing}`);
  const own = services.length > 0 ? containers.filter((one) => services.includes(serviceOf(one))) : containers;
  const used = new Set(own.flatMap(({ Mounts }) => (Mounts ?? []).map((mount) => mount.Name)));
  const query = { filters: labelFilters(labels) };
  const { Volumes } = await cli.api.get<{ Volumes: readonly VolumeSummary[] | null }>('/volumes', { query });
  const shown = (Volumes ?? []).filter((one) => services.length === 0 || used.has(one.Name));
  if (flags.bool('quiet')) return cli.out(shown.map((one) => `${one.Name}\n`).join(''));
  const format = await listFormatOf(cli, flags, 'volumesFormat');
  const source = format === '' || format === 'table' ? 'table {{.Driver}}\t{{.Name}}' : format;
  await writeList(cli, volumeKind, source, shown, { truncate: false });
}

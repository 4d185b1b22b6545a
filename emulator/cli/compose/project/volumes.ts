import type { VolumeSummary } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import { encodedPath } from '../../commands/several.ts';
import { ApiError, CliError } from '../../errors.ts';
import { warnLine } from '../commands/warning.ts';
import { volumeHash } from '../model/output/hash.ts';
import type { Project } from '../model/types/project.ts';
import type { Volume } from '../model/types/resources.ts';
import { done, failed, working } from '../progress/event.ts';
import { askToConfirm } from './confirm.ts';
import { projectContainers } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { label, projectLabels } from './labels.ts';
import { stopServices } from './stop.ts';
import { composeVersionNumber } from './version.ts';

const existing = 'Use `external: true` to use an existing volume';

/**
 * Sees to it that the project's volumes are there; their names by their keys in the file. A volume that was made from
 * another configuration is replaced only when that is confirmed, or `assumesYes`.
 */
export async function ensureVolumes(
  work: ComposeWork,
  project: Project,
  assumesYes: boolean,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const key of Object.keys(project.volumes).toSorted()) {
    const volume = project.volumes[key];
    if (!volume) continue;
    await ensureVolume(work, project, { key, volume, assumesYes });
    names.set(key, volume.name);
  }
  return names;
}

interface Wanted {
  readonly key: string;
  readonly volume: Volume;
  readonly assumesYes: boolean;
}

async function ensureVolume(work: ComposeWork, project: Project, { key, volume, assumesYes }: Wanted): Promise<void> {
  const { cli } = work;
  const found = await inspectVolume(cli, volume.name);
  if (!found) {
    if (volume.external) throw new CliError(`external volume "${volume.name}" not found`);
    return create(work, project, key, volume);
  }
  if (volume.external) return;
  const owner = found.Labels?.[label.project];
  if (owner === undefined) {
    await cli.err(
      warnLine(cli, `volume "${volume.name}" already exists but was not created by Docker Compose. ${existing}`),
    );
  } else if (owner !== project.name) {
    const whose = `was created for project "${owner}" (expected "${project.name}")`;
    await cli.err(warnLine(cli, `volume "${volume.name}" already exists but ${whose}. ${existing}`));
  }
  const actual = found.Labels?.[label.configHash];
  if (actual === undefined || actual === (await volumeHash(volume))) return;
  if (!assumesYes && !(await confirms(cli, volume.name))) return;
  await removeDiverged(work, project, key, volume);
  await create(work, project, key, volume);
}

function confirms(cli: Cli, name: string): Promise<boolean> {
  const question = `Volume "${name}" exists but doesn't match configuration in compose file. Recreate (data will be lost)?`;
  return askToConfirm(cli, question);
}

async function create({ cli, progress }: ComposeWork, project: Project, key: string, volume: Volume): Promise<void> {
  const id = `Volume "${volume.name}"`;
  progress.event(working(id, 'Creating'));
  const own = { [label.volume]: key, ...projectLabels(project, composeVersionNumber) };
  try {
    await cli.api.post('/volumes/create', {
      body: {
        Name: volume.name,
        Driver: volume.driver ?? '',
        DriverOpts: volume.driver_opts ?? null,
        Labels: { ...volume.labels, ...own, [label.configHash]: await volumeHash(volume) },
      },
    });
  } catch (error) {
    progress.event(failed(id));
    throw error;
  }
  progress.event(done(id, 'Created'));
}

async function removeDiverged(work: ComposeWork, project: Project, key: string, volume: Volume): Promise<void> {
  const users = Object.values(project.services).filter((service) =>
    service.volumes?.some(({ type, source }) => type === 'volume' && source === key),
  );
  const services = users.map((service) => service.name);
  if (services.length > 0) {
    await stopServices(work, project.name, { project, services });
    const selection = { oneOff: 'without', all: true, services } as const;
    for (const { Id } of await projectContainers(work.cli, project.name, selection)) {
      await work.cli.api.delete(`/containers/${Id}`);
    }
  }
  await work.cli.api.delete(`/volumes/${encodedPath(volume.name)}`, { query: { force: true } });
}

/** Undefined when there is none by this name. */
export async function inspectVolume(cli: Cli, name: string): Promise<VolumeSummary | undefined> {
  try {
    return await cli.api.get<VolumeSummary>(`/volumes/${encodedPath(name)}`);
  } catch (error) {
    if (error instanceof ApiError && error.isNotFound) return undefined;
    throw error;
  }
}

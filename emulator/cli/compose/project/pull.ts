import { jsonLines } from '../../api/json-lines.ts';
import { ApiError, CliError, errorMessage, SignalExit } from '../../errors.ts';
import { progressBar } from '../../progress.ts';
import { familiarName, parseReference, withDefaultTag } from '../../reference.ts';
import { authHeaders } from '../../registry-auth.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import type { ProgressEvent } from '../progress/event.ts';
import { inProgress, type ComposeContext, type ComposeWork } from './context.ts';
import { allOf, limiter } from './graph.ts';
import { inspectImage, type LocalImage } from './images.ts';

/** One message of a pull or push, as the daemon sends it. */
export interface TransferMessage {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number } | null;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string } | null;
}

type PullService = Pick<Service, 'name' | 'image' | 'platform' | 'build'>;

/** Pulls a service's image; its ID. Throws CliError. */
export async function pullServiceImage(
  work: ComposeWork,
  project: Project,
  service: PullService,
  isQuiet: boolean,
): Promise<string> {
  const { cli, progress } = work;
  const image = service.image ?? '';
  const say = (status: ProgressEvent['status'], text: string, statusText = ''): void =>
    progress.event({ id: service.name, status, text, statusText });
  say('working', 'Pulling');
  const reference = withDefaultTag(parseReference(image));
  let body: ReadableStream<Uint8Array>;
  try {
    ({ body } = await cli.api.stream('POST', '/images/create', {
      query: {
        fromImage: familiarName(reference),
        tag: reference.digest ?? reference.tag,
        platform: service.platform || project.environment['DOCKER_DEFAULT_PLATFORM'] || undefined,
      },
      headers: await authHeaders(cli, reference.domain),
    }));
  } catch (error) {
    const text = errorMessage(error).replace(/^Error response from daemon: /, '');
    if (error instanceof SignalExit) say('warning', '', 'Interrupted');
    else if (service.build) say('warning', 'Warning', text);
    else say('error', 'Error', text);
    throw error;
  }
  for await (const { value: message } of jsonLines<TransferMessage>(body)) {
    const failure = message.errorDetail?.message ?? message.error;
    if (failure !== undefined) throw new CliError(failure);
    if (!isQuiet) for (const event of pullEvents(service.name, message)) progress.event(event);
  }
  say('done', 'Pulled');
  return (await inspectImage(cli, image))?.Id ?? '';
}

/** What a layer's message becomes: a line below the service's. */
function pullEvents(parentId: string, { id, status = '', progressDetail }: TransferMessage): ProgressEvent[] {
  if (!id || !progressDetail) return [];
  const { current = 0, total = 0 } = progressDetail;
  const isDone =
    /^(Download complete|Already exists|Pull complete)$/.test(status) ||
    /Image is up to date|Downloaded newer image/.test(status);
  const isMeasured = /^(Downloading|Extracting|Verifying Checksum)$/.test(status);
  const percent = isDone ? 100 : isMeasured && total > 0 ? Math.trunc((current * 100) / total) : 0;
  return [
    {
      ...{ id, parentId, text: status, percent },
      status: isDone ? 'done' : 'working',
      statusText: progressBar(current, total, 200),
      ...(isMeasured ? { current, total } : {}),
    },
  ];
}

/** Pulls what the services need and is not here, as their pull policies say; `images` then has it, too. */
export async function pullRequired(
  context: ComposeContext,
  project: Project,
  images: Map<string, LocalImage>,
  isQuiet: boolean,
): Promise<void> {
  const needed: PullService[] = [];
  for (const service of Object.values(project.services).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (mustPull(service, images)) needed.push(service);
    for (const [index, { type, source }] of (service.volumes ?? []).entries()) {
      if (type !== 'image' || !source || images.has(source)) continue;
      needed.push({ name: `${service.name}:volume ${index}`, image: source });
    }
  }
  if (needed.length === 0) return;
  const limited = limiter(context.parallelLimit);
  await inProgress(context, (work) =>
    allOf(
      needed.map((service) =>
        limited(async () => {
          try {
            const id = await pullServiceImage(work, project, service, isQuiet);
            if (service.image && id !== '') images.set(service.image, { id, taggedMs: Date.now() });
          } catch (error) {
            if (!canBeBuilt(service, project) || error instanceof SignalExit) throw error;
          }
        }),
      ),
    ),
  );
}

function canBeBuilt(service: PullService, project: Project): boolean {
  return (
    Boolean(service.build) || Object.values(project.services).some((one) => one.build && one.image === service.image)
  );
}

const REFRESH_MS: Readonly<Record<string, number>> = { daily: 86_400_000, weekly: 604_800_000 };
const UNIT_MS: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

function mustPull(service: Service, images: ReadonlyMap<string, LocalImage>): boolean {
  if (service.provider || !service.image) return false;
  const image = images.get(service.image);
  const policy = service.pull_policy ?? '';
  switch (policy) {
    case 'always':
      return true;
    case 'never':
    case 'build':
      return false;
    case '':
    case 'missing':
    case 'if_not_present':
      return image === undefined;
    default: {
      const afterMs = refreshMs(policy);
      return image === undefined || (image.taggedMs !== undefined && Date.now() > image.taggedMs + afterMs);
    }
  }
}

/** 'daily', 'weekly', 'every_12h'. Throws CliError. */
function refreshMs(policy: string): number {
  const known = REFRESH_MS[policy];
  if (known !== undefined) return known;
  const period = /^every_((?:\d+[wdhms])+)$/.exec(policy)?.[1];
  if (period === undefined) throw new CliError(`invalid pull policy ${JSON.stringify(policy)}`);
  return [...period.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}

export interface PullOptions {
  readonly isQuiet: boolean;
  readonly ignoresFailures: boolean;
  readonly ignoresBuildable: boolean;
}

/** `docker compose pull`. Throws CliError. */
export async function pullProject(
  work: ComposeWork,
  project: Project,
  images: ReadonlyMap<string, LocalImage>,
  options: PullOptions,
): Promise<void> {
  const limited = limiter(work.parallelLimit);
  const pulled = new Map<string, string>();
  const mustBuild: string[] = [];
  const failures: string[] = [];
  const tasks: Promise<void>[] = [];
  for (const service of Object.values(project.services).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const reason = skipReason(service, images, options, pulled);
    if (reason !== undefined) {
      work.progress.event({ id: service.name, status: 'done', text: reason, statusText: '' });
      continue;
    }
    pulled.set(service.image ?? '', service.name);
    tasks.push(
      limited(async () => {
        try {
          await pullServiceImage(work, project, service, options.isQuiet);
        } catch (error) {
          if (error instanceof SignalExit) throw error;
          if (service.build) mustBuild.push(service.name);
          else if (!options.ignoresFailures) throw error;
          failures.push(errorMessage(error));
        }
      }),
    );
  }
  try {
    await allOf(tasks);
  } finally {
    if (mustBuild.length > 0) {
      const command = `docker compose build ${mustBuild.join(' ')}`;
      work.progress.tail(`WARNING: Some service image(s) must be built from source by running:\n    ${command}`);
    }
  }
  if (!options.ignoresFailures && failures.length > 0) throw new CliError(listed(failures));
}

/** As compose prints the failures of several tasks. */
function listed(failures: readonly string[]): string {
  const points = failures.map((one) => `* ${one}`).join('\n\t');
  return `${failures.length} error${failures.length === 1 ? '' : 's'} occurred:\n\t${points}\n\n`;
}

function skipReason(
  service: Service,
  images: ReadonlyMap<string, LocalImage>,
  { ignoresBuildable }: PullOptions,
  pulled: ReadonlyMap<string, string>,
): string | undefined {
  const { image, pull_policy: policy = '', build } = service;
  if (!image) return 'Skipped - No image to be pulled';
  if (policy === 'never' || policy === 'build') return 'Skipped';
  const isPinned = withDefaultTag(parseReference(image)).tag !== 'latest';
  if ((policy === 'missing' || policy === 'if_not_present') && images.has(image) && isPinned) {
    return 'Skipped - Image is already present locally';
  }
  if (build && ignoresBuildable) return 'Skipped - Image can be built';
  const other = pulled.get(image);
  return other === undefined ? undefined : `Skipped - Image is already being pulled by ${other}`;
}

/** An answer of the daemon that says the object is in use or gone. */
export function isApiStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

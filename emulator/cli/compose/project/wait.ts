import { CliError } from '../../errors.ts';
import { warnLine } from '../commands/warning.ts';
import { scaleOf, type Project } from '../model/types/project.ts';
import { done, failed, skipped, working } from '../progress/event.ts';
import { isOneOff, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import type { WaitCondition } from './from-containers.ts';
import { allOf } from './graph.ts';
import { pause } from './pause.ts';
import { progressName } from './stop.ts';

/** As docker compose: one that ends at once has ended by then. */
const RUNNING_POLL_MS = 500;
const POLL_MS = 200;

/** What `wait` looks at of GET /containers/ID/json. */
interface Inspected {
  readonly Name: string;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string } | null;
  };
  readonly Config: { readonly Healthcheck?: { readonly Test?: readonly string[] | null } | null };
}

/** What is waited for, by service. */
export type WaitedFor = Readonly<Record<string, { readonly condition: WaitCondition; readonly required: boolean }>>;

export interface WaitOptions {
  readonly project: Project;
  /** Who waits, for messages. */
  readonly dependant: string;
  readonly containers: readonly ProjectContainer[];
  /** A time of Date.now(); after it nothing is waited for any more. */
  readonly untilMs?: number;
}

/** The time of `untilMs` is over. */
export class WaitTimeout extends CliError {
  override readonly name = 'WaitTimeout';
}

/** Waits until services are as `dependencies` want them. Throws CliError when one cannot get there, and WaitTimeout. */
export async function waitForServices(work: ComposeWork, dependencies: WaitedFor, options: WaitOptions): Promise<void> {
  const { project, dependant, containers } = options;
  const waits: Promise<void>[] = [];
  for (const [name, { condition, required }] of Object.entries(dependencies)) {
    if (!isWaitedFor(project, name, condition)) continue;
    const those = containers.filter((one) => serviceOf(one) === name && !isOneOff(one));
    for (const one of those) work.progress.event(working(progressName(one), 'Waiting'));
    if (those.length > 0) {
      waits.push(waitFor(work, { name, condition, required, those }, options.untilMs));
      continue;
    }
    const message = `${dependant} is missing dependency ${name}`;
    if (required) throw new CliError(message);
    await work.cli.err(warnLine(work.cli, message));
  }
  // the first failure ends the waiting for the others
  await Promise.race([allOf(waits), ...waits.map((one) => one.then(() => new Promise<never>(() => undefined)))]);
}

function isWaitedFor(project: Project, name: string, condition: WaitCondition): boolean {
  if (condition === 'service_started') return false;
  const service = project.services[name];
  if (service) return scaleOf(service) !== 0;
  if (project.disabledServices[name]) return false;
  throw new CliError(`no such service: ${name}: not found`);
}

interface OneWait {
  readonly name: string;
  readonly condition: WaitCondition;
  readonly required: boolean;
  readonly those: readonly ProjectContainer[];
}

async function waitFor(work: ComposeWork, wait: OneWait, untilMs = Infinity): Promise<void> {
  const pollMs = wait.condition === 'running_or_healthy' ? RUNNING_POLL_MS : POLL_MS;
  for (;;) {
    await pause(work.cli, Math.min(pollMs, Math.max(0, untilMs - Date.now())));
    const inspected = await Promise.all(
      wait.those.map((one) => work.cli.api.get<Inspected>(`/containers/${one.Id}/json`)),
    );
    const isOver =
      wait.condition === 'service_completed_successfully'
        ? await hasCompleted(work, wait, inspected)
        : await isHealthy(work, wait, inspected);
    if (isOver) return;
    if (Date.now() >= untilMs) throw new WaitTimeout('timeout waiting for dependencies');
  }
}

async function isHealthy(work: ComposeWork, wait: OneWait, inspected: readonly Inspected[]): Promise<boolean> {
  const { name, condition, required, those } = wait;
  const fallsBack = condition === 'running_or_healthy';
  try {
    if (!inspected.every((one) => isOneHealthy(one, fallsBack))) return false;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    if (!required) {
      const reason = fallsBack ? 'is not running or is unhealthy' : 'failed to start';
      const message = `optional dependency "${name}" ${reason}`;
      for (const one of those) work.progress.event(skipped(progressName(one), message));
      await work.cli.err(warnLine(work.cli, `${message}: ${error.message}`));
      return true;
    }
    if (fallsBack) throw error;
    for (const one of those) work.progress.event(failed(progressName(one)));
    throw new CliError(`dependency failed to start: ${error.message}`);
  }
  for (const one of those) work.progress.event(done(progressName(one), 'Healthy'));
  return true;
}

/** Throws CliError for one that will not become healthy. */
function isOneHealthy({ Name, State, Config }: Inspected, fallsBack: boolean): boolean {
  const name = Name.replace(/^\//, '');
  if (State.Status === 'exited') throw new CliError(`container ${name} exited (${State.ExitCode})`);
  if (!Config.Healthcheck && fallsBack) return State.Status === 'running';
  const health = State.Health?.Status;
  if (health === undefined) {
    if (fallsBack) return State.Status === 'running';
    throw new CliError(`container ${name} has no healthcheck configured`);
  }
  if (health === 'healthy') return true;
  if (health === 'starting') return false;
  if (health === 'unhealthy') throw new CliError(`container ${name} is unhealthy`);
  throw new CliError(`container ${name} had unexpected health status ${JSON.stringify(health)}`);
}

async function hasCompleted(work: ComposeWork, wait: OneWait, inspected: readonly Inspected[]): Promise<boolean> {
  const { name, required, those } = wait;
  const ended = inspected.find(({ State }) => State.Status === 'exited');
  if (!ended) return false;
  const { ExitCode } = ended.State;
  if (ExitCode === 0) {
    for (const one of those) work.progress.event(done(progressName(one), 'Exited'));
    return true;
  }
  const message = `${JSON.stringify(name)} didn't complete successfully: exit ${ExitCode}`;
  if (required) {
    for (const one of those) work.progress.event(failed(progressName(one), `service ${message}`));
    throw new CliError(`service ${message}`);
  }
  for (const one of those) work.progress.event(skipped(progressName(one), `optional dependency ${message}`));
  await work.cli.err(warnLine(work.cli, `optional dependency ${message}`));
  return true;
}

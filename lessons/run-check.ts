import type { SandboxClient } from '../emulator/browser/sandbox-client.ts';
import type { Condition } from './schema.ts';

export type CallApi = SandboxClient['api'];

/** `hint` is that of the first condition that does not hold. */
export type CheckResult = { readonly passed: true } | { readonly passed: false; readonly hint: string };

/** Looks at the effects of a step through the Engine API. Rejects when the engine cannot be asked. */
export async function runCheck(check: readonly Condition[], api: CallApi): Promise<CheckResult> {
  for (const condition of check) {
    if (!(await holds(condition, api))) return { passed: false, hint: condition.hint };
  }
  return { passed: true };
}

function holds(condition: Condition, api: CallApi): Promise<boolean> {
  if ('container' in condition) return hasContainer(condition.container, api);
  if ('absent' in condition) return hasContainer({ name: condition.absent.container }, api).then((found) => !found);
  return succeeds(condition.exec.container, condition.exec.command, api);
}

type Wanted = Extract<Condition, { container: object }>['container'];

/** What `GET /containers/json` and `GET /containers/{id}/json` say, as far as it matters here. */
interface Summary {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Image: string;
  readonly State: string;
}
interface Details {
  readonly State: { readonly ExitCode: number };
}

async function hasContainer(wanted: Wanted, api: CallApi): Promise<boolean> {
  const { body } = await ask<Summary[]>(api, { method: 'GET', path: '/containers/json?all=1' });
  for (const container of body) {
    if (wanted.name !== undefined && !container.Names.includes(`/${wanted.name}`)) continue;
    if (wanted.image !== undefined && container.Image !== wanted.image) continue;
    if (wanted.state !== undefined && container.State !== wanted.state) continue;
    if (wanted.exitCode === undefined) return true;
    const details = await api({ method: 'GET', path: `/containers/${container.Id}/json` });
    if (details.status === 200 && (details.body as Details).State.ExitCode === wanted.exitCode) return true;
  }
  return false;
}

const POLL_MS = 100;
/** A look into a container; one that takes longer than this does not look, it works. */
const EXEC_LIMIT_MS = 10_000;

async function succeeds(container: string, command: readonly string[], api: CallApi): Promise<boolean> {
  const path = `/containers/${encodeURIComponent(container)}/exec`;
  const created = await api({ method: 'POST', path, body: { Cmd: command } });
  // 404: no such container, 409: it is not running.
  if (created.status !== 201) return false;
  const { Id: id } = created.body as { Id: string };
  const started = await api({ method: 'POST', path: `/exec/${id}/start`, body: { Detach: true } });
  if (started.status >= 400) return false;
  for (let waitedMs = 0; waitedMs < EXEC_LIMIT_MS; waitedMs += POLL_MS) {
    const { body } = await ask<{ Running: boolean; ExitCode: number | null }>(api, {
      method: 'GET',
      path: `/exec/${id}/json`,
    });
    if (!body.Running) return body.ExitCode === 0;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

async function ask<T>(api: CallApi, request: Parameters<CallApi>[0]): Promise<{ body: T }> {
  const { status, body } = await api(request);
  if (status !== 200) throw new Error(`the engine answered ${status} to ${request.path}`);
  return { body: body as T };
}

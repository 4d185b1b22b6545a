import { SlipwayError, type ErrorKind } from '../../errors.ts';

export interface StartFailure {
  /** What the API answers. */
  readonly error: SlipwayError;
  /** What the container (or exec) has as its exit code then: 126, 127 or 128. */
  readonly exitCode: number;
}

/**
 * crun's complaint in the form in which dockerd words it with its runtime, which clients match to choose their own
 * exit code (moby: translateContainerdStartErr; docker/cli: toStatusError).
 *
 * @param command the process's argv[0]
 */
export function describeStartFailure(cause: unknown, command: string, what: 'create' | 'exec'): StartFailure {
  // Not the runtime's complaint, but the machine's.
  if (cause instanceof SlipwayError && PASSED_ON.includes(cause.kind)) return { error: cause, exitCode: 128 };
  const raw = cause instanceof Error ? cause.message : String(cause);
  const message = inRuncsWords(innermost(raw));
  const detail = processFailure(message, command);
  const prefix =
    what === 'create'
      ? 'failed to create shim task: OCI runtime create failed: crun create failed'
      : 'OCI runtime exec failed: exec failed';
  const text = detail ? `unable to start container process: ${detail}` : message;
  const hint = /not a directory/i.test(message) && /mount/i.test(message) ? MOUNT_HINT : '';
  const exitCode = exitCodeOf(text, detail !== undefined || hint !== '');
  // dockerd answers 400 where the caller's own command or mount is at fault.
  const kind = exitCode === 128 ? 'internal' : 'invalid';
  return { error: new SlipwayError(kind, `${prefix}: ${text}: unknown${hint}`, { cause }), exitCode };
}

const PASSED_ON: readonly ErrorKind[] = ['storage-full', 'unavailable', 'canceled'];

const MOUNT_HINT =
  ': Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is ' +
  'the expected type';

/** crun prints '2026-11-21T03:13:57.000000Z: message' or 'crun: message'; the last line is the error. */
function innermost(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? 'unknown error')
    .trim()
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z?:\s*/, '')
    .replace(/^crun:\s*/, '');
}

/** What runc says of a sysctl that belongs to a namespace the container does not have; else the message as it is. */
function inRuncsWords(message: string): string {
  const sysctl = /^the sysctl [`'"]([^`'"]+)[`'"] requires a new (network|IPC) namespace$/i.exec(message);
  if (!sysctl) return message;
  return sysctl[2]!.toLowerCase() === 'network'
    ? `sysctl "${sysctl[1]}" not allowed in host network namespace`
    : `sysctl "${sysctl[1]}" is not allowed in the hosts ipc namespace`;
}

/** The words of runc for what went wrong with the process itself; undefined for all else. */
function processFailure(message: string, command: string): string | undefined {
  if (command === '') return 'exec: "": executable file not found in $PATH';
  if (/executable file [`'"].*[`'"] not found/i.test(message) || /^cannot find `.*` in \$PATH/.test(message)) {
    return command.includes('/')
      ? `exec: "${command}": stat ${command}: no such file or directory`
      : `exec: "${command}": executable file not found in $PATH`;
  }
  if (/open executable|the path `.*` (is not|exists but)|^exec(ve)?\b/i.test(message)) {
    const reason = /: ([^:]+)$/.exec(message)?.[1]?.toLowerCase() ?? 'permission denied';
    if (/exec format error/.test(reason)) return `exec ${command}: exec format error`;
    return `exec: "${command}": ${/permission|not|regular|directory/.test(reason) ? permissionOr(reason) : reason}`;
  }
  const sysctl = /^open [`'"]?(\/proc\/sys\/\S+?)[`'"]?: ([^:]+)$/i.exec(message);
  if (sysctl) return `error during container init: open ${sysctl[1]}: ${sysctl[2]!.toLowerCase()}`;
  const chdir = /chdir(?: to)?(?: cwd)? \(?[`'"]?([^`'")]*)[`'"]?\)?.*: ([^:]+)$/i.exec(message);
  if (chdir) return `chdir to cwd ("${chdir[1]}") set in config.json failed: ${chdir[2]!.toLowerCase()}`;
  return undefined;
}

function permissionOr(reason: string): string {
  return reason === 'no such file or directory' ? reason : 'permission denied';
}

function exitCodeOf(text: string, callersFault: boolean): number {
  if (!callersFault) return 128;
  if (/permission denied|is a directory/.test(text)) return 126;
  if (/executable file not found|no such file or directory|not a directory/i.test(text)) return 127;
  return 126;
}

import { attach } from '../containers/attachment.ts';
import { DEFAULT_DETACH_KEYS, parseDetachKeys } from '../containers/detach-keys.ts';
import type { ExecSession } from '../exec/exec-session.ts';
import type { Execs } from '../exec/execs.ts';
import type { TerminalSize } from '../guest.ts';
import { JsonFields } from '../json-fields.ts';
import { frameOutput } from '../raw-stream.ts';
import { hijackResponse } from './hijack.ts';
import { queryInteger, readJsonObject, requireJson } from './request-body.ts';
import { emptyResponse, jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** /exec of the Engine API. */
export function execRoutes(execs: Execs): RouteTable {
  return [
    {
      method: 'POST',
      path: '/containers/{id}/exec',
      async handle(request) {
        requireJson(request);
        const body = await readJsonObject(request);
        const session = execs.create(request.params.id!, body);
        return jsonResponse({ Id: session.id }, 201);
      },
    },
    { method: 'POST', path: '/exec/{id}/start', handle: (request) => start(execs, request) },
    {
      method: 'POST',
      path: '/exec/{id}/resize',
      handle(request) {
        const { query } = request;
        const size = { rows: queryInteger(query, 'h') ?? 0, columns: queryInteger(query, 'w') ?? 0 };
        execs.resolve(request.params.id!).resize(size);
        return emptyResponse(200);
      },
    },
    {
      method: 'GET',
      path: '/exec/{id}/json',
      handle: (request) => jsonResponse(inspect(execs.resolve(request.params.id!))),
    },
  ];
}

async function start(execs: Execs, request: RouteRequest) {
  const session = execs.resolve(request.params.id!);
  const fields = new JsonFields(await readJsonObject(request), 'ExecStartCheck');
  const terminal = session.config.Tty;
  const size = consoleSize(fields.list('ConsoleSize'));
  if (fields.boolean('Detach')) {
    await execs.start(session, size);
    return emptyResponse(200);
  }
  execs.checkStartable(session);
  const { config } = session;
  const stream = attach(session.io, {
    stdin: config.AttachStdin,
    stdout: config.AttachStdout,
    stderr: config.AttachStderr,
    terminal,
    closeStdin: !terminal,
    detachKeys: terminal ? parseDetachKeys(config.DetachKeys || DEFAULT_DETACH_KEYS) : undefined,
    onDetach: () => session.publish('exec_detach'),
    signal: request.signal,
  });
  // The answer's head goes out before the process can write: clients (docker-py) lose what comes along with it.
  // So an error comes on the stream, as from dockerd.
  const lastWords = execs.start(session, size).then(
    () => undefined,
    (error: unknown) => {
      const bytes = new TextEncoder().encode(`${error instanceof Error ? error.message : String(error)}\r\n`);
      return terminal ? bytes : frameOutput('stdout', bytes);
    },
  );
  return hijackResponse(request, { ...stream, readable: followedBy(stream.readable, lastWords) }, terminal);
}

/** `stream`, and at its end what `last` has become. */
function followedBy(
  stream: ReadableStream<Uint8Array>,
  last: Promise<Uint8Array | undefined>,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await reader.read();
      if (!done) return controller.enqueue(value);
      const words = await last;
      if (words) controller.enqueue(words);
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function consoleSize(list: unknown[] | null): TerminalSize | undefined {
  const [rows = 0, columns = 0] = (list ?? []).map(Number);
  return rows > 0 && columns > 0 ? { rows, columns } : undefined;
}

function inspect(session: ExecSession): object {
  const { config, container } = session;
  const [entrypoint, ...args] = config.Cmd;
  return {
    ID: session.id,
    Running: session.running,
    ExitCode: session.exitCode,
    ProcessConfig: {
      tty: config.Tty,
      entrypoint,
      arguments: args,
      privileged: config.Privileged,
      ...(config.User === '' ? {} : { user: config.User }),
    },
    OpenStdin: config.AttachStdin,
    OpenStderr: config.AttachStderr,
    OpenStdout: config.AttachStdout,
    CanRemove: false,
    ContainerID: container.id,
    DetachKeys: config.DetachKeys,
    Pid: session.process?.pid ?? 0,
  };
}

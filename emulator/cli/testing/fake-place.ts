import type { ApiRequest, ApiResponse, EngineTransport } from '../../engine/transport.ts';
import { createRegistryClient } from '../../registry/client.ts';
import type { CliIo } from '../io.ts';

/** A place to run the CLI in without a daemon or a terminal: what was typed, what was printed, what was asked. */
export interface FakePlace {
  readonly io: CliIo;
  readonly output: { stdout: string; stderr: string; raw: boolean[] };
  signal(number: number): void;
}

export function fakePlace(
  options: { stdin?: ReadableStream<Uint8Array>; isTty?: boolean; columns?: number; fetch?: typeof fetch } = {},
): FakePlace {
  const output = { stdout: '', stderr: '', raw: [] as boolean[] };
  const decoder = new TextDecoder();
  const isTty = options.isTty ?? false;
  let onSignal: ((signal: number) => void) | undefined;
  const io: CliIo = {
    stdin: options.stdin ?? new Blob([]).stream(),
    stdinIsTty: isTty,
    stdoutIsTty: isTty,
    stderrIsTty: isTty,
    stdout: (bytes) => Promise.resolve(void (output.stdout += decoder.decode(bytes))),
    stderr: (bytes) => Promise.resolve(void (output.stderr += decoder.decode(bytes))),
    size: () => (isTty ? { rows: 24, columns: options.columns ?? 80 } : { rows: 0, columns: 0 }),
    onResize: () => () => undefined,
    onSignal: (callback) => {
      onSignal = callback;
      return () => (onSignal = undefined);
    },
    setRaw: (on) => Promise.resolve(void output.raw.push(on)),
    environment: {},
    workingDirectory: '/work',
    files: {
      read: () => Promise.reject(new Error('no such file')),
      write: () => Promise.resolve(),
      open: () =>
        new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('no such file')) }),
      create: () => new WritableStream<Uint8Array>(),
      exists: () => Promise.resolve(false),
      list: () => Promise.resolve([]),
      makeDirectory: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      stat: () => Promise.resolve(undefined),
      pack: () => new ReadableStream<Uint8Array>(),
      unpack: () => Promise.resolve(),
      watch: () => Promise.resolve(() => undefined),
    },
    registries: createRegistryClient({
      fetch: options.fetch ?? (() => Promise.reject(new TypeError('no network'))),
      dockerHubUrl: 'http://localhost',
      baseUrlOf: (domain) => `http://${domain}`,
    }),
    transportTo: (host) => ({
      request: () =>
        Promise.reject(new Error(`Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`)),
    }),
  };
  return { io, output, signal: (number) => onSignal?.(number) };
}

export type Answer = (
  request: ApiRequest,
) => Partial<ApiResponse> & { readonly json?: unknown; readonly text?: string };

/** Answers from a table 'METHOD /path' (without the query); notes what was asked, in order. */
export function fakeTransport(
  answers: Readonly<Record<string, Answer>>,
): EngineTransport & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    request: (request) => {
      asked.push(`${request.method} ${request.path}`);
      const answer = answers[`${request.method} ${request.path.split('?')[0]}`]?.(request);
      if (!answer) return Promise.resolve(respond(404, '{"message":"page not found"}'));
      const text = answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json);
      return Promise.resolve({ ...respond(answer.status ?? 200, text), ...answer });
    },
  };
}

function respond(status: number, text: string): ApiResponse {
  return { status, headers: {}, body: new Blob([text]).stream() };
}

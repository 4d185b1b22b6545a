import type { QueryValue } from '../api/client.ts';
import { jsonLines } from '../api/json-lines.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { progressBar, showProgress } from '../progress.ts';
import { configHeaders } from '../registry-auth.ts';
import { writeImageId } from './image-id-file.ts';
import type { BuildContext } from './build-context.ts';

interface Message {
  readonly stream?: string;
  readonly aux?: { readonly ID?: string };
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string; readonly code?: number };
}

/** The classic builder: sends the context and prints what the daemon says. */
export async function classicBuild(
  cli: Cli,
  flags: ParsedFlags,
  context: BuildContext,
  query: Readonly<Record<string, QueryValue>>,
): Promise<void> {
  const isQuiet = flags.bool('quiet');
  let sent = '';
  const say = async (text: string) => {
    if (isQuiet) sent += text;
    else await cli.out(text);
  };
  const logins = await configHeaders(cli);
  const counted = context.archive && countBytes(compressed(context.archive, flags.bool('compress')));
  const call = cli.api.stream('POST', '/build', {
    query: {
      ...query,
      dockerfile: context.dockerfile,
      remote: context.remote || undefined,
      version: '1',
    },
    headers: { 'content-type': 'application/x-tar', ...logins },
    ...(counted ? { archive: counted.stream } : {}),
  });
  let body: ReadableStream<Uint8Array>;
  try {
    body = (await call).body;
  } catch (error) {
    if (counted) await say(sendingText(counted.total()));
    if (isQuiet) await cli.err(sent);
    throw error;
  }
  if (counted) await say(sendingText(counted.total()));
  const result = isQuiet ? await quietly(cli, body, sent) : await loudly(cli, body);
  await writeImageId(cli, flags.string('iidfile'), result);
}

/** As Docker's CLI ends its progress of the upload. */
function sendingText(sizeBytes: number): string {
  return `Sending build context to Docker daemon ${progressBar(sizeBytes, 0, 0)}\r\r\n`;
}

async function loudly(cli: Cli, body: ReadableStream<Uint8Array>): Promise<string> {
  const [shown, read] = body.tee();
  let imageId = '';
  let failure: CliError | undefined;
  const watch = async () => {
    for await (const { value } of jsonLines<Message>(read)) {
      if (value.aux?.ID) imageId = value.aux.ID;
      if (value.error !== undefined) failure = failureOf(value);
    }
  };
  const show = showProgress(shown, {
    write: (text) => cli.out(text),
    isTty: cli.io.stdoutIsTty,
    columns: () => cli.io.size().columns || 200,
  });
  const [, outcome] = await Promise.all([
    watch(),
    show.then(
      () => undefined,
      (error: unknown) => error,
    ),
  ]);
  if (failure) throw failure;
  if (outcome !== undefined) throw outcome;
  return imageId;
}

async function quietly(cli: Cli, body: ReadableStream<Uint8Array>, sent: string): Promise<string> {
  let output = '';
  for await (const { value } of jsonLines<Message>(body)) {
    if (value.error !== undefined) {
      await cli.err(sent + output);
      throw failureOf(value);
    }
    output += value.stream ?? '';
  }
  await cli.out(output);
  return output;
}

/** The command's own code is that of the build. */
function failureOf({ error, errorDetail }: Message): CliError {
  return new CliError(errorDetail?.message ?? error ?? '', errorDetail?.code || 1);
}

export function compressed(archive: ReadableStream<Uint8Array>, isOn: boolean): ReadableStream<Uint8Array> {
  if (!isOn) return archive;
  return archive.pipeThrough(new CompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>);
}

function countBytes(stream: ReadableStream<Uint8Array>): { stream: ReadableStream<Uint8Array>; total(): number } {
  let total = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      total += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { stream: stream.pipeThrough(counter), total: () => total };
}

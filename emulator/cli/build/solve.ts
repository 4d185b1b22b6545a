import type { QueryValue } from '../api/client.ts';
import { jsonLines } from '../api/json-lines.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { configHeaders } from '../registry-auth.ts';
import type { BuildContext } from './build-context.ts';
import { compressed } from './classic-build.ts';
import { writeImageId } from './image-id-file.ts';
import { writeMetadata } from './metadata-file.ts';
import { archiveOfAll, type NamedContext } from './named-contexts.ts';
import { openOutput, type BuildOutput } from './outputs.ts';
import { readSecrets } from './secrets.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { bytesOf, textOf, TraceModel, type SolveStatus, type TraceVertex } from './trace-model.ts';
import { isCanceled, PlainTrace } from './trace-plain.ts';
import { TerminalTrace } from './trace-terminal.ts';

interface Message {
  readonly id?: string;
  readonly aux?: SolveStatus & {
    readonly ID?: string;
    readonly filename?: string;
    readonly data?: string;
    readonly start?: number;
    readonly end?: number;
  };
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

interface Display {
  begin(): Promise<void>;
  update(model: TraceModel, touched: readonly TraceVertex[]): Promise<void>;
  end(): Promise<void>;
}

const DRIVER = 'docker';
const LAST_LOG_LINES = 10;

export interface SolveOptions {
  /** Before the names of all steps: 'web' makes '[1/2] FROM busybox' '[web 1/2] FROM busybox'. */
  readonly namePrefix?: string;
  readonly shownOn?: 'stdout' | 'stderr';
  /** As the header X-Slipway-Build-Secrets, instead of those of the flags. */
  readonly secrets?: string;
  /** Instead of stages and images. */
  readonly contexts?: readonly NamedContext[];
}

/** Builds with BuildKit's progress (engine/api/build.ts, version=2), which goes to stderr. */
export async function solve(
  cli: Cli,
  flags: ParsedFlags,
  context: BuildContext,
  query: Readonly<Record<string, QueryValue>>,
  output: BuildOutput,
  options: SolveOptions = {},
): Promise<void> {
  const display = displayOf(cli, flags, options.shownOn ?? 'stderr');
  const secrets = options.secrets ?? (await readSecrets(cli, flags.list('secret')));
  const logins = await configHeaders(cli);
  const sink = await openOutput(cli, output);
  const { contexts = [] } = options;
  const archive = await archiveOfAll(cli, context, contexts);
  const { body } = await cli.api.stream('POST', '/build', {
    query: {
      ...query,
      q: undefined,
      outputs: output.type === 'image' ? undefined : JSON.stringify([{ Type: output.type }]),
      dockerfile: context.dockerfile,
      remote: context.remote || undefined,
      contexts: contexts.length > 0 ? JSON.stringify(contexts.map(({ name, source }) => [name, source])) : undefined,
      version: '2',
    },
    headers: {
      'content-type': 'application/x-tar',
      ...logins,
      ...(secrets === '' ? {} : { 'x-slipway-build-secrets': secrets }),
    },
    ...(archive ? { archive: compressed(archive, flags.bool('compress')) } : {}),
  });
  const model = new TraceModel(options.namePrefix);
  let imageId = '';
  let failure: Message | undefined;
  await display.begin();
  try {
    for await (const { value } of jsonLines<Message>(body)) {
      if (value.error !== undefined) failure = value;
      else if (value.id === 'slipway.build.files') await sink?.write(bytesOf(value.aux?.data ?? ''));
      else if (value.id === 'moby.image.id') imageId = value.aux?.ID ?? '';
      else if (value.id === 'moby.buildkit.trace' && value.aux) {
        if (flags.string('progress') === 'rawjson') await cli.err(`${JSON.stringify(value.aux)}\n`);
        await display.update(model, model.update(value.aux));
      }
    }
  } finally {
    await display.end();
  }
  if (failure) await sink?.abort(failure.error).catch(() => {});
  else await sink?.close();
  if (failure) throw await describeFailure(cli, model, failure, context);
  if (!flags.bool('quiet')) await cli.err(warningsText(model));
  await writeMetadata(cli, flags.string('metadata-file'), imageId, flags.list('tag'));
  if (sink) return;
  await writeImageId(cli, flags.string('iidfile'), imageId);
  if (flags.bool('quiet')) await cli.out(`${imageId}\n`);
}

const NONE: Display = { begin: async () => {}, update: async () => {}, end: async () => {} };

/** Error: CliError for a progress that there is not. */
function displayOf(cli: Cli, flags: ParsedFlags, shownOn: 'stdout' | 'stderr'): Display {
  const isTty = shownOn === 'stdout' ? cli.io.stdoutIsTty : cli.io.stderrIsTty;
  const write = (text: string): Promise<void> => (shownOn === 'stdout' ? cli.out(text) : cli.err(text));
  const wanted = flags.string('progress') || 'auto';
  if (!['auto', 'plain', 'tty', 'rawjson', 'quiet', 'none'].includes(wanted)) {
    throw new CliError(`invalid progress mode ${wanted}`);
  }
  if (flags.bool('quiet') || ['rawjson', 'quiet', 'none'].includes(wanted)) return NONE;
  if (wanted === 'plain' || (wanted === 'auto' && !isTty)) return new PlainTrace(write, DRIVER);
  if (!isTty) throw new CliError('failed to get console: provided file is not a console');
  return new TerminalTrace(
    {
      write,
      size: () => cli.io.size(),
      hasColor: (cli.io.environment.NO_COLOR ?? '') === '',
      nowMs: () => Date.now(),
    },
    `${DRIVER}:default`,
  );
}

/** What failed: the last lines it said, and where it stands in the Dockerfile. */
async function describeFailure(
  cli: Cli,
  model: TraceModel,
  failure: Message,
  context: BuildContext,
): Promise<CliError> {
  const { aux } = failure;
  const failed = [...model.vertices.values()].find((vertex) => vertex.error !== undefined && !isCanceled(vertex));
  let text = '';
  if (failed) {
    const lines = failed.logs.slice(-LAST_LOG_LINES).map((line) => `${line.seconds.toFixed(3)} ${line.text}\n`);
    text += `------\n > ${failed.name}:\n${lines.join('')}------\n`;
  }
  await cli.err(text);
  const warnings = warningsText(model);
  if (warnings !== '') await cli.err(`${warnings.replace(/^\n/, '')}`);
  if (aux?.data !== undefined && aux.start !== undefined && aux.end !== undefined) {
    await cli.err(sourceExcerpt(context.shownDockerfile, textOf(aux.data), { start: aux.start, end: aux.end }));
  }
  return new CliError(`ERROR: ${failure.errorDetail?.message ?? failure.error ?? ''}`);
}

function warningsText({ warnings }: TraceModel): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 warning found' : `${warnings.length} warnings found`;
  return `\n ${count} (use docker --debug to expand):\n${warnings.map((warning) => ` - ${warning}\n`).join('')}`;
}

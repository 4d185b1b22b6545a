import type { Builder } from '../build/builder.ts';
import { ClassicOutput } from '../build/classic-output.ts';
import type { BuildInputs } from '../build/inputs.ts';
import { SolveError } from '../build/solve-error.ts';
import { base64 } from '../build/trace.ts';
import { remoteContext } from '../build/remote-context.ts';
import { RunError } from '../build/run-container.ts';
import { decompressed } from '../images/decompress.ts';
import type { ApiResponse } from '../transport.ts';
import { buildOptions } from './build-options.ts';
import { ProgressStream } from './progress-stream.ts';
import { bodyStream, queryFilters, queryFlag, queryInteger } from './request-body.ts';
import { jsonLinesResponse, jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/**
 * Engine API 1.43, "Build an image" and "Delete builder cache".
 *
 * Without `version` (or with 1) POST /build is the classic builder and says what it says: `{"stream": "Step 1/2 : …"}`.
 * With `version=2` the caller reads the progress of BuildKit: messages `{"id": "moby.buildkit.trace", "aux": …}` as
 * dockerd sends them to its CLI, with one difference: `aux` is not a base64 protobuf but the same status as JSON, in
 * the field names of `docker build --progress=rawjson` (client.SolveStatus). A BuildKit session is not needed for it:
 * the context is the body, and secrets come in the header X-Slipway-Build-Secrets, base64 of `{"id": "base64"}`.
 * With `outputs=[{"Type":"local"}]` (or tar) there is no image: the files come as messages
 * `{"id": "slipway.build.files", "aux": {"data": "base64"}}`, which together are a tar archive.
 * `nocachefilter=["stage"]` is `--no-cache-filter`, and `contexts=[["name", "local"], ["alpine", "docker-image://…"]]`
 * are `--build-context`. Where one is local, the body is an archive of archives: the main context is its folder (or, as it
 * came from elsewhere, its file) `context`, and those of the list are its folders `contexts/0`, `contexts/1`, ….
 * GET /_ping tells of this form with `X-Slipway-Build: 2`, and Builder-Version stays 1 for Docker's own clients.
 */
export function buildRoutes(builder: Builder): RouteTable {
  return [
    { method: 'POST', path: '/build', handle: (request) => build(builder, request) },
    { method: 'POST', path: '/build/prune', handle: (request) => prune(builder, request) },
  ];
}

async function build(builder: Builder, request: RouteRequest): Promise<ApiResponse> {
  const gone = new AbortController();
  const progress = new ProgressStream(() => gone.abort());
  const options = buildOptions(request, AbortSignal.any([request.signal, gone.signal]));
  const { guest } = builder.parts.context;
  const archive = await decompressed(bodyStream(request), guest);
  const inputs = await builder.read(options, archive, await remoteOf(builder, request));
  const isTrace = request.query.get('version') === '2';
  (isTrace ? solve(builder, inputs, progress) : run(builder, inputs, progress)).then(
    () => progress.end(),
    (error: unknown) => progress.fail(error),
  );
  await progress.begun;
  return jsonLinesResponse(progress.readable);
}

async function run(builder: Builder, inputs: BuildInputs, progress: ProgressStream): Promise<void> {
  const { options } = inputs;
  const output = new ClassicOutput((message) => progress.push(message as object), options.quiet);
  try {
    await builder.classic(inputs, output);
  } catch (error) {
    output.flushKept();
    if (!(error instanceof RunError)) throw error;
    const { message, exitCode } = error;
    progress.push({ errorDetail: { code: exitCode, message }, error: message });
  }
}

/** Of any length. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const TRACE_ID = 'moby.buildkit.trace';
/** Of `outputs`: a piece of the tar archive of the files. */
const FILES_ID = 'slipway.build.files';

/** An error says where it is in `aux`: the Dockerfile, and the lines. */
async function solve(builder: Builder, inputs: BuildInputs, progress: ProgressStream): Promise<void> {
  try {
    const image = await builder.solve(
      inputs,
      (status) => progress.push({ id: TRACE_ID, aux: status }),
      (bytes) => progress.push({ id: FILES_ID, aux: { data: base64Of(bytes) } }),
    );
    if (image) progress.push({ id: 'moby.image.id', aux: { ID: image.id } });
  } catch (error) {
    const message = `failed to solve: ${error instanceof Error ? error.message : String(error)}`;
    const lines = error instanceof SolveError ? error.lines : undefined;
    const source = { filename: inputs.options.dockerfile, data: base64(inputs.source), ...lines };
    progress.push({ errorDetail: { message }, error: message, ...(lines ? { aux: source } : {}) });
  }
}

/** What `remote` names, which comes instead of the body's. */
async function remoteOf(builder: Builder, request: RouteRequest): Promise<ReadableStream<Uint8Array> | undefined> {
  const remote = request.query.get('remote') ?? '';
  return remote === '' || remote === 'client-session' ? undefined : remoteContext(builder.parts, remote);
}

async function prune(builder: Builder, { query }: RouteRequest): Promise<ApiResponse> {
  const filters = queryFilters(query, [
    'until',
    'unused-for',
    'id',
    'parent',
    'type',
    'description',
    'inuse',
    'shared',
    'private',
    // What `docker system prune --filter label=…` sends along, and dockerd takes without effect.
    'label',
    'label!',
  ]);
  const { deleted, freedBytes } = await builder.prune({
    all: queryFlag(query, 'all'),
    keepBytes: queryInteger(query, 'keep-storage') ?? 0,
    filters,
  });
  return jsonResponse({ CachesDeleted: deleted.length === 0 ? null : deleted, SpaceReclaimed: freedBytes });
}

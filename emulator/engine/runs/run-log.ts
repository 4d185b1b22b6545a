import { formatTime, type Clock } from '../clock.ts';
import { familiarString, parseReference, withDefaultTag } from '../images/reference.ts';
import { PullRecord } from './pull-record.ts';
import { Run, type RunClient, type RunContainer, type RunRequest } from './run.ts';

/** Runs, pulls and requests that are remembered. */
const KEPT_RUNS = 16;
const KEPT_PULLS = 4;
const KEPT_REQUESTS = 64;

/**
 * What the engine did for the last runs of containers, measured while it did it. It costs a few objects a run and is
 * read by GET /slipway/runs (`engine/api/runs.ts`). It belongs to this session: the next one begins with none.
 */
export class RunLog {
  /** Grows with each change. */
  version = 0;
  readonly #runs: Run[] = [];
  readonly #pulls: { readonly client: RunClient | undefined; readonly image: string; readonly record: PullRecord }[] =
    [];
  readonly #requests: RunRequest[] = [];
  readonly #listeners = new Set<() => void>();
  #count = 0;

  /** @param nowMs a monotonic clock */
  constructor(
    private readonly clock: Clock,
    readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The newest first. */
  list(): readonly Run[] {
    return [...this.#runs].reverse();
  }

  /** Calls back once, at the next change. */
  onceChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A request came in; the returned function tells how it was answered. */
  request(method: string, path: string, client: RunClient | undefined): (status: number) => void {
    const request: RunRequest = { method, path, client, startMs: this.nowMs(), endMs: undefined, status: 0 };
    this.#requests.push(request);
    if (this.#requests.length > KEPT_REQUESTS) this.#requests.shift();
    if (method !== 'GET') this.#runs.findLast((run) => isAbout(request, run))?.asked(request);
    return (status) => {
      request.status = status;
      request.endMs = this.nowMs();
      this.#changed();
    };
  }

  /**
   * POST /containers/create. Of who was told that the image is missing, and pulled it, it is the same run that goes on.
   *
   * @param image '' for none
   */
  creating(client: RunClient | undefined, image: string): Run {
    const name = nameOf(image);
    const waiting = this.#runs.findLast(
      (run) => run.client === client && run.kind === 'run' && run.containerId === '' && nameOf(run.image) === name,
    );
    const isGoingOn = waiting?.span('image.lookup')?.error !== '' && waiting?.span('image.pull')?.error === '';
    const request = this.#beingAnswered(client, '/containers/create');
    const run = waiting && isGoingOn ? waiting : this.#begin('run', client, image, request);
    if (request) run.asked(request);
    run.error = '';
    run.become('preparing');
    // `--pull always` pulls before it asks.
    const pulled = this.#pulls.findIndex((pull) => pull.client === client && client && pull.image === name);
    if (pulled >= 0) this.#pulls.splice(pulled, 1)[0]!.record.belongsTo(run);
    return run;
  }

  /** POST /images/create. */
  pulling(client: RunClient | undefined, image: string): PullRecord {
    const name = nameOf(image);
    const record = new PullRecord(this.nowMs, image);
    const waiting = this.#runs.findLast((run) => run.client === client && nameOf(run.image) === name);
    if (waiting?.state === 'failed' && waiting.span('image.lookup')?.error && !waiting.span('image.pull')) {
      const request = this.#beingAnswered(client, '/images/create');
      if (request) waiting.asked(request);
      waiting.become('preparing');
      record.belongsTo(waiting);
    } else {
      this.#pulls.push({ client, image: name, record });
      if (this.#pulls.length > KEPT_PULLS) this.#pulls.shift();
    }
    return record;
  }

  /**
   * A container is about to be started: the run that made it goes on, or one begins. Undefined when nobody asked for it by
   * the API (a step of a build).
   *
   * @param image as it was asked for
   */
  starting(container: RunContainer, image: string, byUser: boolean): Run | undefined {
    const made = this.runOf(container.id);
    if (made?.state === 'created') {
      made.become('starting');
      return made;
    }
    const asked = this.#requests.findLast(
      (request) => request.endMs === undefined && refersTo(request, container.id, container.name),
    );
    if (byUser && !asked) return undefined;
    const run = this.#begin('start', asked?.client, image, asked);
    run.made(container);
    run.become('starting');
    return run;
  }

  /** The last one of a container. */
  runOf(containerId: string): Run | undefined {
    return this.#runs.findLast((run) => run.containerId === containerId);
  }

  /** @param request what it began with */
  #begin(kind: Run['kind'], client: RunClient | undefined, image: string, request: RunRequest | undefined): Run {
    const earlier = this.#runs.findLast((run) => run.client === client)?.startMs ?? -Infinity;
    // All that one command asked since its run before; of clients that cannot be told apart nothing is guessed.
    const others = client ? this.#requests.filter((one) => one.client === client && one.startMs > earlier) : [];
    const asked = others.length > 0 || !request ? others : [request];
    const startMs = asked[0]?.startMs ?? this.nowMs();
    const startedAt = formatTime(this.clock.nowNs());
    const run = new Run(++this.#count, kind, client, image, startMs, startedAt, this.nowMs, () => this.#changed());
    for (const request of asked) run.asked(request);
    this.#runs.push(run);
    if (this.#runs.length > KEPT_RUNS) this.#runs.shift();
    return run;
  }

  #beingAnswered(client: RunClient | undefined, path: string): RunRequest | undefined {
    return this.#requests.findLast(
      (request) => request.endMs === undefined && request.client === client && request.path.includes(path),
    );
  }

  #changed(): void {
    this.version++;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}

/** 'nginx' and 'docker.io/library/nginx:latest' are the same image; what is no name stays as it is. */
function nameOf(image: string): string {
  try {
    return familiarString(withDefaultTag(parseReference(image)));
  } catch {
    return image;
  }
}

function refersTo({ path }: RunRequest, id: string, name: string): boolean {
  const reference = /\/containers\/([^/?]+)/.exec(path)?.[1] ?? '';
  return reference !== '' && (reference === name || id.startsWith(reference));
}

function isAbout(request: RunRequest, run: Run): boolean {
  if (run.containerId === '') return request.client !== undefined && request.client === run.client;
  return refersTo(request, run.containerId, run.containerName);
}

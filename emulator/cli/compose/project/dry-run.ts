import type { ApiCall, ApiClient } from '../../api/client.ts';
import type { Cli } from '../../cli.ts';
import type { ProjectContainer } from './containers.ts';

/** What of the client the operations of a project use. */
type Calls = Pick<ApiClient, 'version' | 'get' | 'post' | 'delete' | 'stream' | 'put' | 'ping'>;

/** The same command line over a client that only looks: what would change something is noted and not done. */
export function dryRunCli(cli: Cli): Cli {
  return Object.create(cli, { api: { value: new DryRunClient(cli.api) } }) as Cli;
}

interface CreateBody {
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Image?: string;
}

class DryRunClient implements Calls {
  /** Those that would have been made, by ID. */
  readonly #made = new Map<string, ProjectContainer>();
  /** Containers that would run. */
  readonly #started = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(private readonly api: ApiClient) {}

  get version(): string | undefined {
    return this.api.version;
  }

  ping(): Promise<Readonly<Record<string, string>>> {
    return this.api.ping();
  }

  async get<T>(path: string, call: ApiCall = {}): Promise<T> {
    if (path === '/containers/json') return (await this.#list(call)) as T;
    const id = /^\/containers\/([^/]+)\/json$/.exec(path)?.[1] ?? '';
    const made = this.#made.get(id);
    if (!made && !this.#started.has(id)) return this.api.get<T>(path, call);
    const config = { Labels: made?.Labels ?? null, Healthcheck: null, Tty: false };
    const details = made ? { Id: id, Name: made.Names?.[0] ?? '', Config: config } : await this.api.get<object>(path);
    const status = this.#started.has(id) ? 'running' : 'created';
    return { ...details, State: { Status: status, ExitCode: 0, Health: { Status: 'healthy' } } } as T;
  }

  post<T = unknown>(path: string, call: ApiCall = {}): Promise<T> {
    const [, kind = '', id = '', action = ''] = path.split('/');
    if (kind === 'containers' && id === 'create') return Promise.resolve({ Id: this.#make(call) } as T);
    if (kind === 'containers' && (action === 'start' || action === 'restart')) this.#started.add(id);
    if (kind === 'containers' && action === 'stop') this.#started.delete(id);
    if (kind === 'containers' && action === 'rename') this.#rename(id, String(call.query?.['name'] ?? ''));
    return Promise.resolve({ Id: `dryRun-${randomHex()}`, Name: '' } as T);
  }

  delete<T = unknown>(path: string): Promise<T> {
    const [, kind, id = ''] = path.split('/');
    if (kind === 'containers') this.#removed.add(id);
    return Promise.resolve(undefined as T);
  }

  put(_path: string, archive: ReadableStream<Uint8Array>): Promise<void> {
    return archive.cancel();
  }

  /** A pull or push that is over at once. */
  stream(): ReturnType<ApiClient['stream']> {
    return Promise.resolve({ body: new Blob([]).stream(), headers: {} });
  }

  async #list(call: ApiCall): Promise<ProjectContainer[]> {
    const there = await this.api.get<ProjectContainer[]>('/containers/json', call);
    const filters = JSON.parse(String(call.query?.['filters'] ?? '{}')) as { label?: readonly string[] };
    const fits = ({ Labels }: ProjectContainer): boolean =>
      (filters.label ?? []).every((one) => {
        const [name = '', ...value] = one.split('=');
        return one.includes('=') ? Labels?.[name] === value.join('=') : Labels?.[name] !== undefined;
      });
    return [...there, ...[...this.#made.values()].filter(fits)].filter(({ Id }) => !this.#removed.has(Id));
  }

  #make({ query, body }: ApiCall): string {
    const { Labels = {}, Image = '' } = body as CreateBody;
    const Id = randomHex();
    this.#made.set(Id, {
      ...{ Id, Names: [`/${String(query?.['name'])}`], Labels, Image, ImageID: '', Command: '', Created: 0 },
      ...{ Ports: [], State: 'created', Status: '' },
    });
    return Id;
  }

  #rename(id: string, name: string): void {
    const made = this.#made.get(id);
    if (made) this.#made.set(id, { ...made, Names: [`/${name}`] });
  }
}

function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

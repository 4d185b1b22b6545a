import { SlipwayError } from '../../errors.ts';
import type { Access, RegistryClient, Repository } from '../../registry/types.ts';
import { booleanFilter, type ImageFilters } from './filters.ts';
import { chooseManifest, isIndex, MACHINE_PLATFORM, parseConfig, parseManifest } from './manifest.ts';
import { familiarName } from './reference.ts';

/** An item of GET /images/search. */
export interface SearchResult {
  readonly star_count: number;
  readonly is_official: boolean;
  readonly name: string;
  readonly is_automated: boolean;
  readonly description: string;
}

const DOCKER_HUB = 'docker.io';
const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 25;
const DESCRIPTION = 'org.opencontainers.image.description';

/**
 * `docker search` over the catalogue, which stands for Docker Hub: repositories whose name or description has the term.
 * A registry has neither stars nor builds of its own to tell of. Errors 'invalid' in dockerd's words.
 */
export async function searchImages(
  registry: RegistryClient,
  term: string,
  limitText: string,
  filters: ImageFilters,
  access: Access,
): Promise<SearchResult[]> {
  const limit = limitText === '' ? DEFAULT_LIMIT : Number(limitText);
  if (!/^-?\d*$/.test(limitText)) {
    throw new SlipwayError('invalid', `strconv.Atoi: parsing ${JSON.stringify(limitText)}: invalid syntax`);
  }
  if (limit < 1 || limit > MAX_LIMIT) {
    throw new SlipwayError('invalid', `Limit ${limit} is outside the range of [1, ${MAX_LIMIT}]`);
  }
  const isOfficial = booleanFilter(filters, 'is-official');
  const isAutomated = booleanFilter(filters, 'is-automated');
  const stars = Math.max(0, ...(filters.get('stars') ?? []).map(starsOf));
  const wanted = term.replace(/^(?:docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '');
  if (/^[^/]*[.:][^/]*\//.test(wanted) || wanted.startsWith('localhost/')) {
    const [domain = ''] = wanted.split('/');
    throw new SlipwayError('not-found', `the registry ${domain} cannot be searched: it has no search of its own`);
  }
  if (isAutomated === true || stars > 0) return [];
  const paths = await registry.repositories(DOCKER_HUB, access);
  const results = await Promise.all(paths.map((path) => describe(registry, { domain: DOCKER_HUB, path }, access)));
  const fits = ({ name, description }: SearchResult) =>
    `${name} ${description}`.toLowerCase().includes(wanted.toLowerCase());
  return results
    .filter((each) => fits(each) && (isOfficial === undefined || each.is_official === isOfficial))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted) || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** The name itself first, then names that begin with the term, then those that have it. */
function rank({ name }: SearchResult, term: string): number {
  if (name === term) return 0;
  if (name.startsWith(term)) return 1;
  return name.includes(term) ? 2 : 3;
}

function starsOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new SlipwayError('invalid', `Invalid filter 'stars=${text}'`);
}

async function describe(registry: RegistryClient, repository: Repository, access: Access): Promise<SearchResult> {
  return {
    star_count: 0,
    is_official: repository.path.startsWith('library/'),
    name: familiarName(repository),
    is_automated: false,
    // A repository that cannot be read can be found all the same.
    description: await descriptionOf(registry, repository, access).catch(() => ''),
  };
}

async function descriptionOf(registry: RegistryClient, repository: Repository, access: Access): Promise<string> {
  const tags = await registry.tags(repository, access);
  const top = await registry.manifest(repository, tags.includes('latest') ? 'latest' : tags[0]!, access);
  const digest = isIndex(top.mediaType) ? chooseManifest(top.bytes, MACHINE_PLATFORM).digest : undefined;
  const { bytes } = digest ? await registry.manifest(repository, digest, access) : top;
  const { annotations } = JSON.parse(new TextDecoder().decode(bytes)) as { annotations?: Record<string, string> };
  if (annotations?.[DESCRIPTION]) return annotations[DESCRIPTION];
  const { stream } = await registry.blob(repository, parseManifest(bytes).config.digest, access);
  const config = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
  return parseConfig(config).config?.Labels?.[DESCRIPTION] ?? '';
}

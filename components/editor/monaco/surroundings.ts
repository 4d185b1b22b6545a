import { spokenNow } from '@/components/language/spoken.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { formatBytes } from '@/components/ui/format.ts';
import { MAX_FILE_BYTES } from '../documents/text-content.ts';
import type { LanguageSurroundings } from '../languages/language-service.ts';
import { loadWords } from '../languages/words/words.ts';

interface ListedImage {
  readonly RepoTags?: readonly string[];
  readonly Size: number;
}
interface FoundImage {
  readonly name: string;
  readonly description: string;
}

let catalogue: Promise<readonly FoundImage[]> | undefined;

/** The machine, as language services may ask it. */
export const surroundings: LanguageSurroundings = {
  words: () => loadWords(spokenNow().language),
  async imageNames() {
    catalogue ??= get<FoundImage[]>('/images/search?term=&limit=100').catch(() => {
      catalogue = undefined;
      return [];
    });
    const [local, found, words] = await Promise.all([
      get<ListedImage[]>('/images/json').catch(() => []),
      catalogue,
      surroundings.words(),
    ]);
    const tags = local.flatMap(({ RepoTags = [], Size }) =>
      RepoTags.filter((tag) => tag !== '<none>:<none>').map((name) => ({ name, detail: formatBytes(Size) })),
    );
    const rest = found.map(({ name, description }) => ({ name, detail: words.image(description) }));
    return [...tags, ...rest];
  },
  listFolder: (path) => found(getSandbox().files.list(path)),
  async readText(path) {
    const bytes = await found(getSandbox().files.read(path, MAX_FILE_BYTES));
    return bytes && new TextDecoder().decode(bytes);
  },
};

/** Undefined for what is not there. */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { kind?: string }).kind === 'not-found') return undefined;
    throw error;
  }
}

async function get<T>(path: string): Promise<T> {
  const { status, body } = await getSandbox().api({ method: 'GET', path });
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}`);
  return body as T;
}

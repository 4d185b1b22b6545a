import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientKind } from './clients.ts';

export const SCENARIOS = fileURLToPath(new URL('scenarios', import.meta.url));

/** A shell script of docker commands, compared step by step. One file: scenarios/GROUP/NAME.sh, see README.md. */
export interface Scenario {
  /** 'GROUP/NAME'. */
  readonly id: string;
  readonly group: string;
  /** What it shows, in a line. */
  readonly title: string;
  /** The engine's images when it begins, 'NAME:TAG', sorted. */
  readonly images: readonly string[];
  /** Builds with BuildKit, which only two pairings can: see README.md. */
  readonly isBuildKit: boolean;
  /** The only client that plays it; undefined: both do. */
  readonly client?: ClientKind;
  /** Shell commands, a line each; one goes on that ends in a backslash or begins a here-document. */
  readonly steps: readonly string[];
}

export function readScenarios(folder = SCENARIOS): Scenario[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: group }) =>
      readdirSync(join(folder, group))
        .filter((file) => file.endsWith('.sh'))
        .map((file) => parseScenario(group, file.slice(0, -3), readFileSync(join(folder, group, file), 'utf8'))),
    )
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** Leading `# key: value` lines (title, images, builder, clients), then the steps. Error: no title, no step, an unknown key. */
export function parseScenario(group: string, name: string, text: string): Scenario {
  const id = `${group}/${name}`;
  const fields: Record<string, string> = {};
  const steps: string[] = [];
  /** What ends the step: a line without a backslash at its end, or the word of its here-document. */
  let open: 'backslash' | { readonly word: string } | undefined;
  for (const line of text.split('\n')) {
    const field = steps.length === 0 ? /^# (\w+): *(.*)$/.exec(line) : null;
    if (field) {
      if (!['title', 'images', 'builder', 'clients'].includes(field[1]!))
        throw new Error(`${id}: unknown field ${field[1]}`);
      fields[field[1]!] = field[2]!;
    } else if (typeof open === 'object') {
      steps.push(`${steps.pop()}\n${line}`);
      if (line === open.word) open = undefined;
    } else if (open || (line.trim() !== '' && !line.startsWith('#'))) {
      steps.push(open ? `${steps.pop()}\n${line}` : line);
      const word = /<<'?(\w+)'?$/.exec(line)?.[1];
      open = word !== undefined ? { word } : line.endsWith('\\') ? 'backslash' : undefined;
    }
  }
  if (!fields['title'] || steps.length === 0) throw new Error(`${id}: a scenario has a title and steps`);
  const builder = fields['builder'] ?? '';
  if (builder !== '' && builder !== 'buildkit') throw new Error(`${id}: unknown builder ${builder}`);
  const client = fields['clients'];
  if (client !== undefined && client !== 'docker' && client !== 'ours')
    throw new Error(`${id}: unknown client ${client}`);
  const images = (fields['images'] ?? 'busybox').split(/\s+/).filter((image) => image !== '' && image !== 'none');
  return {
    id,
    group,
    title: fields['title'],
    images: images.map((image) => (image.includes(':') ? image : `${image}:latest`)).sort(),
    isBuildKit: builder === 'buildkit',
    client,
    steps,
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  /** Shell commands, a line each; a line that ends in a backslash goes on. */
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

/** Leading `# key: value` lines (title, images, builder), then the steps. Error: no title, no step, an unknown key. */
export function parseScenario(group: string, name: string, text: string): Scenario {
  const id = `${group}/${name}`;
  const fields: Record<string, string> = {};
  const steps: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const field = steps.length === 0 ? /^# (\w+): *(.*)$/.exec(line) : null;
    if (field) {
      if (!['title', 'images', 'builder'].includes(field[1]!)) throw new Error(`${id}: unknown field ${field[1]}`);
      fields[field[1]!] = field[2]!;
    } else if (isOpen) {
      steps.push(`${steps.pop()}\n${line}`);
      isOpen = line.endsWith('\\');
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      steps.push(line);
      isOpen = line.endsWith('\\');
    }
  }
  if (!fields['title'] || steps.length === 0) throw new Error(`${id}: a scenario has a title and steps`);
  const builder = fields['builder'] ?? '';
  if (builder !== '' && builder !== 'buildkit') throw new Error(`${id}: unknown builder ${builder}`);
  const images = (fields['images'] ?? 'busybox').split(/\s+/).filter((image) => image !== '' && image !== 'none');
  return {
    id,
    group,
    title: fields['title'],
    images: images.map((image) => (image.includes(':') ? image : `${image}:latest`)).sort(),
    isBuildKit: builder === 'buildkit',
    steps,
  };
}

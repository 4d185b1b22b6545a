import type { Hover, LanguageSurroundings } from '../language-service.ts';
import { ancestors, namesUnder, partsOf } from './place.ts';
import type { LanguageWords } from '../words/words.ts';
import { aboutKey } from './about-key.ts';
import { namesWanted } from './reference.ts';
import { formsAt, typesIn, valuesAt } from './schema.ts';

type Words = LanguageWords['compose'];

/** Of a key: what it is for; of a variable: its value; of a name: where the file defines it. */
export async function hover(
  text: string,
  offset: number,
  surroundings: LanguageSurroundings,
  path: string,
): Promise<Hover | undefined> {
  const { compose: words } = await surroundings.words();
  const lines = text.split('\n');
  const number = text.slice(0, offset).split('\n').length - 1;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const line = lines[number] ?? '';
  const parts = partsOf(line);
  if (parts === undefined) return undefined;
  const range = (from: number, length: number) => ({
    ...{ startLine: number + 1, startColumn: from + 1 },
    ...{ endLine: number + 1, endColumn: from + length + 1 },
  });
  for (const found of line.matchAll(/\$(?:\{(\w+)([^}]*)\}|(\w+))/g)) {
    if (column < found.index || column > found.index + found[0].length || line[found.index - 1] === '$') continue;
    const markdown = await variable(found[1] ?? found[3]!, found[2] ?? '', surroundings, path, words);
    return { markdown, range: range(found.index, found[0].length) };
  }
  const above = ancestors(lines, number, parts);
  const { key } = parts;
  if (key !== undefined && column >= parts.column && column <= parts.column + key.length) {
    const markdown = keyMarkdown(text, [...above, key], words);
    return markdown === '' ? undefined : { markdown, range: range(parts.column, key.length) };
  }
  const top = namesWanted(key === undefined ? above : [...above, key]);
  const word = wordAt(line, column);
  const defined = top === undefined || word === undefined ? undefined : namesUnder(text, top).get(word.text);
  if (defined === undefined) return undefined;
  return {
    markdown: words.definedAt(top!, word!.text, defined + 1),
    range: range(word!.from, word!.text.length),
  };
}

function keyMarkdown(text: string, path: readonly string[], words: Words): string {
  const key = path.at(-1)!;
  const found = formsAt(path);
  if (found.length === 0) return '';
  const top = namesWanted(path.slice(0, -1));
  const defined = top === undefined ? undefined : namesUnder(text, top).get(key);
  if (defined !== undefined) return words.definedAt(top!, key, defined + 1);
  const allowed = valuesAt(path);
  const isNamed = path.length === 2 && ['services', 'networks', 'volumes', 'secrets', 'configs'].includes(path[0]!);
  return [
    words.key(key, isNamed ? '' : words.types(typesIn(found))),
    isNamed ? words.ofProject(path[0]!) : aboutKey(path, words),
    allowed.length > 0 ? words.oneOf(allowed) : '',
  ]
    .filter((each) => each !== '')
    .join('\n\n');
}

/** As `docker compose` reads it: of the .env beside the file, else its default. The shell's own may be another. */
async function variable(
  name: string,
  operator: string,
  surroundings: LanguageSurroundings,
  path: string,
  words: Words,
): Promise<string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = (await surroundings.readText(`${folder}.env`)) ?? '';
  const set = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(.*)$`, 'm').exec(file)?.[1];
  if (set !== undefined) return words.inEnvFile(name, set);
  const [, sign = '', rest = ''] = /^:?([-?+])(.*)$/.exec(operator) ?? [];
  if (sign === '-') return words.unlessSet(name, rest);
  if (sign === '?') return words.mustBeSet(name, rest);
  if (sign === '+') return words.whenSet(name, rest);
  return words.empty(name);
}

function wordAt(line: string, column: number): { text: string; from: number } | undefined {
  for (const { 0: text, index } of line.matchAll(/[\w.-]*\w/g)) {
    if (index <= column && column <= index + text.length) return { text, from: index };
  }
  return undefined;
}

import type { Completion, LanguageSurroundings } from '../language-service.ts';
import { namesUnder, placeAt, type Place } from './place.ts';
import type { LanguageWords } from '../words/words.ts';
import { aboutKey } from './about-key.ts';
import { namesWanted } from './reference.ts';
import { forms, formsAt, has, typesIn, valuesAt, type Part } from './schema.ts';

type Words = LanguageWords['compose'];

/** What may stand at `offset`: keys that are not there yet, values, names that the file defines, images. */
export async function complete(
  text: string,
  offset: number,
  surroundings: LanguageSurroundings,
): Promise<Completion[]> {
  const place = placeAt(text, offset);
  if (place === undefined) return [];
  const { path, wordFrom } = place;
  if (place.isValue) return values(text, path, wordFrom, surroundings);
  const { compose: words } = await surroundings.words();
  const found = formsAt(path);
  const isItem = path.at(-1) === '-';
  const own = [...keys(place, found, words), ...nameKeys(text, place, found, words)];
  if (isItem) return [...(await values(text, path, wordFrom, surroundings)), ...own];
  if (own.length > 0 || !has(found, 'array')) return own;
  // A list that has no dash yet.
  const items = await values(text, [...path, '-'], wordFrom, surroundings);
  return items.map((each) => ({ ...each, label: `- ${each.label}`, snippet: `- ${each.snippet ?? each.label}` }));
}

function keys({ path, wordFrom, dashWidth, siblings }: Place, found: readonly Part[], words: Words): Completion[] {
  const known = new Map(found.flatMap(({ properties }) => Object.entries(properties ?? {})));
  return [...known]
    .filter(([key]) => !siblings.includes(key))
    .map(([key, part]) => {
      const alternatives = forms(part);
      return {
        label: key,
        kind: 'key',
        detail: words.types(typesIn(alternatives)),
        documentation: aboutKey([...path, key], words),
        ...opening(key, alternatives, dashWidth),
        replacesFrom: wordFrom,
      };
    });
}

/** `key: `, or with the mapping or list it opens below. */
function opening(key: string, found: readonly Part[], dashWidth: number): Pick<Completion, 'snippet' | 'opensNext'> {
  const below = `\n${' '.repeat(dashWidth + 2)}`;
  const isScalar = has(found, 'string', 'number', 'integer', 'boolean');
  const isList = has(found, 'array');
  const isMapping = has(found, 'object');
  const isDictionary = found.some(({ properties, patternProperties }) => !properties && patternProperties?.['.+']);
  if (key === 'include' || (isList && !isScalar && !(isMapping && isDictionary)))
    return { snippet: `${key}:${below}- $0`, opensNext: true };
  if (isMapping && !isScalar) return { snippet: `${key}:${below}$0`, opensNext: true };
  return { snippet: `${key}: $0`, opensNext: true };
}

/** Mappings whose keys are names of the file: the long forms of depends_on and networks. */
function nameKeys(text: string, place: Place, found: readonly Part[], words: Words): Completion[] {
  const { path, wordFrom, siblings, dashWidth } = place;
  const top = namesWanted(path);
  if (top === undefined || path.at(-1) === '-' || !has(found, 'object')) return [];
  return namesFor(text, path, top, words)
    .filter(({ name }) => !siblings.includes(name))
    .map(({ name, detail }) => ({
      label: name,
      kind: 'name',
      detail,
      snippet: top === 'services' ? `${name}:\n${' '.repeat(dashWidth + 2)}condition: $0` : `${name}:$0`,
      opensNext: top === 'services',
      replacesFrom: wordFrom,
    }));
}

async function values(
  text: string,
  path: readonly string[],
  replacesFrom: number,
  surroundings: LanguageSurroundings,
): Promise<Completion[]> {
  const { compose: words } = await surroundings.words();
  const top = namesWanted(path);
  if (top !== undefined) {
    // A volume is named together with where it goes.
    const isMount = top === 'volumes' && path.at(-1) === '-';
    return namesFor(text, path, top, words).map(({ name, detail }) => ({
      ...{ label: name, kind: 'name', detail, replacesFrom },
      ...(isMount ? { snippet: `${name}:/$0` } : {}),
    }));
  }
  if (/^services\/[^/]+\/image$/.test(path.join('/'))) {
    const images = await surroundings.imageNames();
    return images.map(({ name, detail }) => ({ label: name, kind: 'image', detail, replacesFrom }));
  }
  const found = formsAt(path);
  const listed = valuesAt(path);
  const offered = listed.length === 0 && has(found, 'boolean') ? ['true', 'false'] : listed;
  return offered.map((label) => ({ label, kind: 'value', replacesFrom }));
}

function namesFor(
  text: string,
  path: readonly string[],
  top: string,
  words: Words,
): { name: string; detail: string }[] {
  const own = top === 'services' ? path[1] : undefined;
  return [...namesUnder(text, top)]
    .filter(([name]) => name !== own)
    .map(([name, line]) => ({ name, detail: words.definedIn(top, line + 1) }));
}

import type { MadeUp } from './engine-api.ts';

/**
 * What must differ between two runs of the same scenario, and nothing else. Each rule says why; REPORT.md lists them.
 * What a scenario can avoid to print (process numbers, sizes of a storage driver) it avoids, so that no rule is needed.
 */
interface Rule {
  readonly reason: string;
  apply(text: string, madeUp: MadeUp): string;
}

/** Around the width of what a placeholder stands for; occurs in no output. */
const MARK = '\x1c';
const WIDTHS = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

const sized = (placeholder: string, original: string) => `${placeholder}${MARK}${original.length}${MARK}`;

const replacing = (reason: string, pattern: RegExp, by: string): Rule => ({
  reason,
  apply: (text) => text.replace(pattern, (found) => sized(by, found)),
});

const UNITS = '(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)';
const DURATION = `(?:Less than a second|About an? (?:minute|hour)|\\d+ ${UNITS})`;

export const RULES: readonly Rule[] = [
  {
    reason: 'The reference daemon runs on amd64 and warns, with every linux/386 image, that it is of another platform.',
    apply: (text) => text.replace(/^WARNING: The requested image's platform \(linux\/386\) does not match .*\n/gm, ''),
  },
  {
    reason:
      'IDs of containers, networks, execs and anonymous volumes are random: each becomes `<id N>`, N by its first ' +
      'appearance in the scenario, in its long and short form. Digests are compared as they are.',
    apply: numberIds,
  },
  {
    reason: 'Names of containers that were given none, known from the engine’s events: each becomes `<name N>`.',
    apply: numberNames,
  },
  replacing(
    'Moments: dates with times become `<time>`; the zero time stays.',
    /(?!0001)\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d(?: UTC)?))*/g,
    '<time>',
  ),
  replacing(
    'The OCI runtime names itself in errors: runc there, crun here.',
    /(?<=OCI runtime \w+ failed: )(?:runc|crun)(?= )/g,
    '<runtime>',
  ),
  replacing(
    'dockerd unpacks an archive that is loaded in a folder with a random number in its name.',
    /(?<=\/docker-import-)\d+/g,
    '<number>',
  ),
  {
    reason: 'Moments: seconds since 1970 in events.',
    apply: (text) => text.replace(/"time(Nano)?":\d+/g, '"time$1":<time>'),
  },
  replacing(
    'Ages and durations as lists print them ("2 seconds ago", "Up 2 seconds").',
    new RegExp(`${DURATION} ago|(?<=Up )${DURATION}`, 'g'),
    '<duration>',
  ),
];

/** Said in REPORT.md beside the rules; `isSame` does it. */
export const WIDTH_RULE =
  'Widths of columns: where one of the above is of another width, three or more spaces are three.';

/** A text after the rules. Placeholders carry the width of what they stand for. */
export type Normalised = string;

/** Both streams of all steps go through here in order, so that an ID keeps its number within a scenario. */
export function normalise(texts: readonly string[], madeUp: MadeUp): Normalised[] {
  // One text, so that numbers are given across it; the separator occurs in no output.
  const joined = texts.join('\x1d');
  return RULES.reduce((text, rule) => rule.apply(text, madeUp), joined).split('\x1d');
}

/** Equal; columns may be of other widths only where a placeholder in the text is. */
export function isSame(a: Normalised, b: Normalised): boolean {
  if (readable(a) === readable(b)) return true;
  const widths = (text: Normalised) => [...text.matchAll(WIDTHS)].map(([, width]) => width).join();
  const loose = (text: Normalised) => readable(text).replace(/ {3,}/g, '   ');
  return widths(a) !== widths(b) && loose(a) === loose(b);
}

/** Without the widths. */
export function readable(text: Normalised): string {
  return text.replace(WIDTHS, '');
}

/** Of what a build makes on its way, no event tells. */
const ID_FOLLOWS = /(?:---> |Running in |Removing intermediate container |Successfully built )$/;

function numberIds(text: string, { ids }: MadeUp): string {
  const numbers = new Map<string, number>();
  const made = new Set(ids.map((id) => id.slice(0, 12)));
  return text.replace(/(?<!sha256:|[0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-f])/g, (id, at: number) => {
    const short = id.slice(0, 12);
    // An ID may be of digits only; most such numbers are none.
    const isSaid = ID_FOLLOWS.test(text.slice(Math.max(0, at - 40), at));
    if (/^\d{12}$/.test(id) && !made.has(short) && !isSaid) return id;
    const number = numbers.get(short) ?? numbers.size + 1;
    numbers.set(short, number);
    return id.length === 64 ? `<id ${number}>` : `<short id ${number}>`;
  });
}

function numberNames(text: string, { names }: MadeUp): string {
  if (names.length === 0) return text;
  const numbers = new Map<string, number>();
  return text.replace(new RegExp(`(?<!\\w)(?:${names.join('|')})(?!\\w)`, 'g'), (name) => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return sized(`<name ${number}>`, name);
  });
}

/**
 * What must differ between two runs of the same scenario, and nothing else. Each rule says why; REPORT.md lists them.
 * What a scenario can avoid to print (process numbers, sizes of a storage driver) it avoids, so that no rule is needed.
 */
interface Rule {
  readonly reason: string;
  apply(text: string): string;
}

const replacing = (reason: string, pattern: RegExp, by: string): Rule => ({
  reason,
  apply: (text) => text.replace(pattern, by),
});

const UNITS = '(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)';
const DURATION = `(?:Less than a second|About an? (?:minute|hour)|\\d+ ${UNITS})`;

export const RULES: readonly Rule[] = [
  replacing(
    'The reference daemon runs on amd64 and warns, with every linux/386 image, that it is of another platform.',
    /^WARNING: The requested image's platform \(linux\/386\) does not match .*\n/gm,
    '',
  ),
  {
    reason:
      'IDs of containers, networks, execs and anonymous volumes are random: each becomes `<id N>`, N by its first ' +
      'appearance in the scenario, in its long and short form. Digests are compared as they are.',
    apply: numberIds,
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
  replacing('Moments: seconds since 1970 in events.', /"time(Nano)?":\d+/g, '"time$1":<time>'),
  replacing(
    'Ages and durations as lists print them ("2 seconds ago", "Up 2 seconds").',
    new RegExp(`${DURATION} ago|(?<=Up )${DURATION}`, 'g'),
    '<duration>',
  ),
  replacing(
    'Names that an engine makes up (`adjective_surname`, the last word of a line or after a slash).',
    /(?<=^|[\s/"])[a-z]+_[a-z]+\d?(?=$|")/gm,
    '<generated name>',
  ),
  replacing('Widths of columns follow from the widths of the above: three or more spaces are three.', / {3,}/g, '   '),
];

/** Both streams of all steps go through here in order, so that an ID keeps its number within a scenario. */
export function normalise(texts: readonly string[]): string[] {
  // One text, so that numbers are given across it; the separator occurs in no output.
  const joined = texts.join('\x1d');
  return RULES.reduce((text, rule) => rule.apply(text), joined).split('\x1d');
}

function numberIds(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(/(?<!sha256:|[0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-f])/g, (id) => {
    if (/^\d+$/.test(id)) return id;
    const short = id.slice(0, 12);
    const number = numbers.get(short) ?? numbers.size + 1;
    numbers.set(short, number);
    return id.length === 64 ? `<id ${number}>` : `<short id ${number}>`;
  });
}

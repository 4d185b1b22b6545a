import { describe, expect, it } from 'vitest';
import { substitute, variablesIn } from './template.ts';

const variables: Readonly<Record<string, string>> = { FOO: 'first', BAR: '', E: 'e' };
const lookup = (name: string): string | undefined => variables[name];

describe('substitute', () => {
  // the examples of the specification's chapter on interpolation are among these
  it.each([
    ['$FOO', 'first'],
    ['${FOO}', 'first'],
    ['a $FOO.', 'a first.'],
    ['${NO}', ''],
    ['${NO:-default}', 'default'],
    ['${BAR:-default}', 'default'],
    ['${NO-default}', 'default'],
    ['${BAR-default}', ''],
    ['${FOO:?err}', 'first'],
    ['${BAR?err}', ''],
    ['${FOO:+yes}', 'yes'],
    ['${BAR:+yes}', ''],
    ['${BAR+yes}', 'yes'],
    ['${NO+yes}', ''],
    ['${NO:-${FOO}}', 'first'],
    ['${NO:-${NEITHER:-default}}', 'default'],
    ['${NO:-a$FOO-b}c', 'afirst-bc'],
    ['${FOO:-${NO?never asked}}', 'first'],
    ['${NO:-{"a":{}}}', '{"a":{}}'],
    ['${NO:-a:-b}', 'a:-b'],
    ['$$FOO', '$FOO'],
    ['$$VAR_NOT_INTERPOLATED_BY_COMPOSE', '$VAR_NOT_INTERPOLATED_BY_COMPOSE'],
    ['$$$FOO', '$first'],
    ['$1 ${E}$', '$1 e$'],
    ['no dollar', 'no dollar'],
  ])('%s is %s', (template, value) => {
    expect(substitute(template, lookup)).toBe(value);
  });

  it.each([
    ['${NO:?err}', 'required variable NO is missing a value: err'],
    ['${BAR:?}', 'required variable BAR is missing a value'],
    ['${NO?$FOO is there}', 'required variable NO is missing a value: first is there'],
    ['x ${', 'Invalid template: "x ${"'],
    ['${FOO', 'Invalid template: "${FOO"'],
    ['${}', 'Invalid template: "${}"'],
    ['${1}', 'Invalid template: "${1}"'],
    ['${FOO/a/b}', 'Invalid template: "${FOO/a/b}"'],
  ])('%s is an error', (template, message) => {
    expect(() => substitute(template, lookup)).toThrow(message);
  });

  it('tells of what is not set, once a use', () => {
    const missing: string[] = [];
    substitute('$NO ${NO} ${NO:-x} $FOO', lookup, { missing: (name) => void missing.push(name) });
    expect(missing).toEqual(['NO', 'NO']);
  });
});

it('variablesIn finds those after operators, too', () => {
  const found = variablesIn('${A:-${B:?no}} $C ${D+${E}}').map((one) => [one.name, one.isRequired, one.defaultValue]);
  expect(found).toEqual([
    ['A', false, '${B:?no}'],
    ['B', true, ''],
    ['C', false, ''],
    ['D', false, ''],
    ['E', false, ''],
  ]);
});

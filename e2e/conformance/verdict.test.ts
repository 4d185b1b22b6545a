import { expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

const differ = (...commands: string[]) => commands.map((command) => ({ command, lines: ['- a', '+ b'] }));
const entry = (steps: 'all' | string[]) => ({
  scenario: 'x/y',
  pairings: ['ours-dockerd' as const],
  steps,
  what: '',
  reason: '',
});

it.each([
  ['nothing differs', differ(), [], 'identical'],
  ['not listed', differ('a'), [], 'different'],
  ['as listed', differ('a'), [entry(['a'])], 'known'],
  ['more than listed', differ('a', 'b'), [entry(['a'])], 'different'],
  ['less than listed', differ('a'), [entry(['a', 'b'])], 'gone'],
  ['listed and gone', differ(), [entry('all')], 'gone'],
  ['all of it listed', differ('a', 'b'), [entry('all')], 'known'],
  ['listed by two', differ('a', 'b'), [entry(['a']), entry(['b'])], 'known'],
])('%s', (_, differences, entries, expected) => {
  expect(verdictOf(differences, entries, 'clients and engines')).toBe(expected);
});

it('an entry that another release of the client does not need is no failure', () => {
  expect(verdictOf(differ(), [entry(['a'])], 'engines')).toBe('identical');
  expect(verdictOf(differ('b'), [entry(['a'])], 'engines')).toBe('different');
});

import { Fields, type Printable } from '../shape/kind.ts';

/** JSON as Go's encoding/json writes it: keys of maps sorted by their bytes, <, > and & escaped. '' is compact. */
export function goJson(value: Printable, indent: '' | '  ' = ''): string {
  const text = JSON.stringify(ordered(value), undefined, indent);
  return text.replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Keys that look like indices would come first in an object, so that order is kept by what JSON.stringify asks. */
function ordered(value: Printable): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const isFields = value instanceof Fields;
  const entries = isFields ? value.entries : Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item as Printable)]));
}

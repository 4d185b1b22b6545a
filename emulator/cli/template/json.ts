import { isMap } from './values.ts';

const marker = '\u0000integer:';

/** JSON text as values; integers that a number cannot hold exactly (nanoseconds) become bigints. */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : JSON.stringify(marker + token),
  );
  return revive(JSON.parse(marked));
}

function revive(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(marker)) return BigInt(value.slice(marker.length));
  if (Array.isArray(value)) return value.map(revive);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
  return value;
}

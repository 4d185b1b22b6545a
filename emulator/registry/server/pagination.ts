import { RegistryError } from './errors.ts';

/** One page of a list by its query (?n=10&last=name), in byte order, with the Link header that leads to the next. */
export function page(all: readonly string[], url: URL): { items: string[]; headers: Record<string, string> } {
  const number = url.searchParams.get('n');
  const last = url.searchParams.get('last');
  if (number !== null && !/^\d{1,9}$/.test(number)) {
    throw new RegistryError('PAGINATION_NUMBER_INVALID', 'invalid number of results requested', { n: number });
  }
  const after = [...all].sort().filter((item) => last === null || item > last);
  if (number === null) return { items: after, headers: {} };
  const items = after.slice(0, Number(number));
  const end = items.at(-1);
  if (end === undefined || items.length === after.length) return { items, headers: {} };
  const next = `${url.pathname}?n=${number}&last=${encodeURIComponent(end)}`;
  return { items, headers: { Link: `<${next}>; rel="next"` } };
}

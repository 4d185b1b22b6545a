import { z } from 'zod';

/** A regular expression as ECMAScript has them, in the multiline mode: ^ and $ are the ends of lines. */
export const pattern = z.string().superRefine((source, context) => {
  try {
    new RegExp(source, 'm');
  } catch (cause) {
    context.addIssue({ code: 'custom', message: (cause as Error).message });
  }
});

export const matches = (source: string, text: string): boolean => new RegExp(source, 'm').test(text);

/** What a text has to be like: all that is given. */
export const textFields = { contains: z.string().min(1).optional(), matches: pattern.optional() };

export interface WantedText {
  readonly contains?: string | undefined;
  readonly matches?: string | undefined;
}

/** The first of the two that `text` does not do; undefined when there is none. */
export function missingIn(text: string, wanted: WantedText): string | undefined {
  if (wanted.contains !== undefined && !text.includes(wanted.contains)) return wanted.contains;
  if (wanted.matches !== undefined && !matches(wanted.matches, text)) return `/${wanted.matches}/`;
  return undefined;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
const SIZE = /^(\d+(?:\.\d+)?) ?([kmg]?)b?$/i;

/** '64m', '1.5 GB', '4096': bytes, with Docker's units of 1024 (`docker run --memory`). */
export const byteSize = z.string().regex(SIZE, 'a size such as 64m or 1.5g').transform(parseByteSize);

export function parseByteSize(text: string): number {
  const [, count, unit] = SIZE.exec(text)!;
  return Math.round(Number(count) * UNITS[unit!.toLowerCase()]!);
}

/** 'busybox' and 'docker.io/library/busybox:latest' are one. */
export function fullImageName(name: string): string {
  const [path, digest] = name.split('@') as [string, string?];
  const last = path.slice(path.lastIndexOf('/') + 1);
  const tagged = digest !== undefined || last.includes(':') ? name : `${name}:latest`;
  return tagged.replace(/^(docker\.io\/)?(library\/)?/, '');
}

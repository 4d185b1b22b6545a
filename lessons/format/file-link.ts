/** A place in a file of the workspace. */
export interface FilePlace {
  /** Relative to /workspace. */
  readonly path: string;
  /** From 1; undefined for the file as such. */
  readonly line: number | undefined;
}

const SCHEME = 'workspace:';
const NAME = /^[\w.-]+$/;

/** Whether a link of a lesson leads to a file: `[its port](workspace:web/app.py:12)`. */
export function isFileLink(href: string): boolean {
  return href.startsWith(SCHEME);
}

/** The file and line that such a link names; undefined for one that leads nowhere (`..`, an empty name, line 0). */
export function parseFileLink(href: string): FilePlace | undefined {
  const [, path = '', line] = /^([^:]*)(?::(\d{1,6}))?$/.exec(href.slice(SCHEME.length)) ?? [];
  const names = path.split('/');
  if (names.some((name) => !NAME.test(name) || name === '.' || name === '..')) return undefined;
  if (line !== undefined && Number(line) === 0) return undefined;
  return { path, line: line === undefined ? undefined : Number(line) };
}

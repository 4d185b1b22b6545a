import type { Reason } from '../../language/reason.ts';

/** An entry of a folder of the machine. */
export interface TreeEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  /** Neither a folder nor a link, a device or the like. */
  readonly isFile: boolean;
}

export interface TreeState {
  /** By the folder's path; '' is the workspace. Only folders that were read. */
  readonly folders: ReadonlyMap<string, readonly TreeEntry[]>;
  /** Why a folder could not be read. */
  readonly failures: ReadonlyMap<string, Reason>;
  readonly open: ReadonlySet<string>;
  /** The path that the keyboard is at; '' for the workspace itself. */
  readonly selected: string;
  /** A name is being typed: for a new entry of a folder, or for what is there. */
  readonly naming: Naming | undefined;
}

export type Naming =
  | { readonly kind: 'new-file' | 'new-folder'; readonly folder: string }
  | { readonly kind: 'rename'; readonly path: string };

export type TreeRow =
  | {
      readonly kind: 'entry';
      readonly path: string;
      readonly depth: number;
      readonly entry: TreeEntry;
      readonly isOpen: boolean;
    }
  /** The field for a new entry. */
  | { readonly kind: 'naming'; readonly path: string; readonly depth: number; readonly isDirectory: boolean }
  /** Something to be said of a folder. */
  | { readonly kind: 'failed'; readonly path: string; readonly depth: number; readonly reason: Reason }
  | { readonly kind: 'more'; readonly path: string; readonly depth: number; readonly count: number };

export const EMPTY_TREE: TreeState = {
  folders: new Map(),
  failures: new Map(),
  open: new Set(['']),
  selected: '',
  naming: undefined,
};

/** A folder of thousands (node_modules) would make the page slow and help nobody. */
export const MAX_SHOWN_ENTRIES = 500;

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const childOf = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Folders first, then by name, capital letters or not. */
export function sortEntries<Entry extends TreeEntry>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(
    (a, b) => Number(b.isDirectory) - Number(a.isDirectory) || a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}

/** What is seen of the tree, from top to bottom. */
export function visibleRows(state: TreeState): TreeRow[] {
  const rows: TreeRow[] = [];
  addFolder(state, '', 0, rows);
  return rows;
}

function addFolder(state: TreeState, folder: string, depth: number, rows: TreeRow[]): void {
  const { naming, folders, failures, open } = state;
  if (naming !== undefined && naming.kind !== 'rename' && naming.folder === folder) {
    rows.push({ kind: 'naming', path: childOf(folder, '…'), depth, isDirectory: naming.kind === 'new-folder' });
  }
  const failure = failures.get(folder);
  if (failure !== undefined) rows.push({ kind: 'failed', path: childOf(folder, '!'), depth, reason: failure });
  const entries = folders.get(folder) ?? [];
  for (const entry of entries.slice(0, MAX_SHOWN_ENTRIES)) {
    const path = childOf(folder, entry.name);
    const isOpen = entry.isDirectory && open.has(path);
    rows.push({ kind: 'entry', path, depth, entry, isOpen });
    if (isOpen) addFolder(state, path, depth + 1, rows);
  }
  const left = entries.length - MAX_SHOWN_ENTRIES;
  if (left > 0) rows.push({ kind: 'more', path: childOf(folder, '+'), depth, count: left });
}

/** Where an entry that is made now belongs: the selected folder, or that of the selected file. */
export function folderForNew(state: TreeState): string {
  const { selected, folders } = state;
  const entry = folders.get(parentOf(selected))?.find(({ name }) => name === nameOf(selected));
  if (selected === '' || entry === undefined) return '';
  return entry.isDirectory ? selected : parentOf(selected);
}

export type NameProblem = 'noName' | 'slashes' | 'notAName' | 'tooLong' | 'exists';

/** Why the name cannot be given in the folder; undefined when it can. `own`: the entry's name so far. */
export function nameProblem(state: TreeState, folder: string, name: string, own?: string): NameProblem | undefined {
  if (name === '') return 'noName';
  if (name.startsWith('/') || name.endsWith('/')) return 'slashes';
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'notAName';
  if (name.includes('\0') || parts.some((part) => new TextEncoder().encode(part).length > 255)) return 'tooLong';
  if (name !== own && state.folders.get(folder)?.some((entry) => entry.name === name)) return 'exists';
  return undefined;
}

/** The row that a key leads to from the selected one; undefined for keys that move nowhere. */
export function rowForKey(rows: readonly TreeRow[], selected: string, key: string): string | undefined {
  const entries = rows.filter((row) => row.kind === 'entry');
  const index = entries.findIndex(({ path }) => path === selected);
  const at = entries[index];
  switch (key) {
    case 'ArrowDown':
      return entries[Math.min(index + 1, entries.length - 1)]?.path;
    case 'ArrowUp':
      return entries[Math.max(index - 1, 0)]?.path;
    case 'Home':
      return entries[0]?.path;
    case 'End':
      return entries.at(-1)?.path;
    case 'ArrowRight':
      return at?.isOpen === true && (entries[index + 1]?.depth ?? 0) > at.depth ? entries[index + 1]?.path : undefined;
    case 'ArrowLeft':
      return at !== undefined && !at.isOpen && at.depth > 0 ? parentOf(at.path) : undefined;
    default:
      if (key.length !== 1 || key === ' ') return undefined;
      return [...entries.slice(index + 1), ...entries.slice(0, index + 1)].find(({ path }) =>
        nameOf(path).toLowerCase().startsWith(key.toLowerCase()),
      )?.path;
  }
}

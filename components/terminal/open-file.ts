import type { Terminal } from '@xterm/xterm';
import { editorPane } from '@/components/editor/editor-store.ts';

/** A number that nobody else uses; the guest's `edit` says it (guest/rootfs/files/usr/bin/edit). */
const OSC_EDIT = 7379;

/** `edit FILE` in the shell opens the file in the editor. Any program may say it: it opens a file, and no more. */
export function openFilesFromShell(terminal: Terminal): void {
  terminal.parser.registerOscHandler(OSC_EDIT, (data) => {
    const request = parseEditRequest(data);
    if (request !== undefined) void editorPane.open(request.path, request.line);
    return true;
  });
}

/** 'edit;YS9iLnB5;12' → { path: 'a/b.py', line: 12 }; undefined for anything that leads out of the workspace. */
export function parseEditRequest(data: string): { path: string; line: number | undefined } | undefined {
  const [, encoded, line] = /^edit;([A-Za-z0-9+/=]+);(\d{0,9})$/.exec(data) ?? [];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const path = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined;
    return { path, line: line === '' ? undefined : Number(line) };
  } catch {
    return undefined;
  }
}

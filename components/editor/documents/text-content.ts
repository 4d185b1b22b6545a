/** The largest file that is opened. A page with more than this in an editor is slow, and nobody reads it there. */
export const MAX_FILE_BYTES = 2_000_000;

/** Where a NUL byte is looked for: what has one near its beginning is no text (as git and grep tell). */
const LOOKED_AT_BYTES = 8_000;

export type FileContent =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary' } | { readonly kind: 'too-large' };

/** What was read, one byte more than the limit at most. A byte order mark stays in the text: it is written back. */
export function contentOf(bytes: Uint8Array): FileContent {
  if (bytes.length > MAX_FILE_BYTES) return { kind: 'too-large' };
  if (bytes.subarray(0, LOOKED_AT_BYTES).includes(0)) return { kind: 'binary' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'binary' };
  }
}

/** Pieces of this size are given to the browser, which keeps large ones on disk. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** Until then the browser has begun to save it. */
const KEEP_MS = 60_000;

/** Has the browser save `content` among its downloads, as `name`. */
export async function saveFile(name: string, content: ReadableStream<Uint8Array>): Promise<void> {
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  const reader = content.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value as Uint8Array<ArrayBuffer>);
    waitingBytes += part.value.length;
    if (waitingBytes < PIECE_BYTES) continue;
    pieces.push(new Blob(parts));
    parts = [];
    waitingBytes = 0;
  }
  const url = URL.createObjectURL(new Blob([...pieces, ...parts], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}

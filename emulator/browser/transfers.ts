import { SlipwayError } from '../errors.ts';
import type { StreamedFiles } from '../link/guest-files.ts';
import { isRegularFile, workspacePath } from './workspace.ts';

/** Small pieces are put together up to this size: each costs a message to the page. */
const PIECE_BYTES = 256 * 1024;

type Transfer =
  | { readonly kind: 'read'; readonly reader: ReadableStreamDefaultReader<Uint8Array> }
  | { readonly kind: 'write'; readonly writer: WritableStreamDefaultWriter<Uint8Array> };

/** Files of the workspace on their way to and from the page, in pieces that the page asks for. */
export class Transfers {
  readonly #transfers = new Map<number, Transfer>();
  #lastId = 0;

  async openFile(files: StreamedFiles, path: string): Promise<{ transfer: number; sizeBytes: number }> {
    const status = await files.stat(workspacePath(path));
    if (status === undefined) throw new SlipwayError('not-found', `${path}: no such file`);
    // Reading a pipe or a device might never end.
    if (!isRegularFile(status.mode)) throw new SlipwayError('invalid', `${path} is not a regular file`);
    const reader = files.open(workspacePath(path)).getReader();
    return { ...this.#add({ kind: 'read', reader }), sizeBytes: status.sizeBytes };
  }

  openArchive(files: StreamedFiles, path: string): { transfer: number } {
    const whole = workspacePath(path);
    const slash = whole.lastIndexOf('/');
    const stream = files.pack(whole.slice(0, slash) || '/', whole.slice(slash + 1));
    return this.#add({ kind: 'read', reader: stream.getReader() });
  }

  create(files: StreamedFiles, path: string): { transfer: number } {
    return this.#add({ kind: 'write', writer: files.create(workspacePath(path)).getWriter() });
  }

  async read(id: number): Promise<Uint8Array | undefined> {
    const transfer = this.#transfers.get(id);
    if (transfer?.kind !== 'read') throw ended();
    const parts: Uint8Array[] = [];
    let sizeBytes = 0;
    try {
      while (sizeBytes < PIECE_BYTES) {
        const { value, done } = await transfer.reader.read();
        if (done) break;
        parts.push(value);
        sizeBytes += value.length;
      }
    } catch (error) {
      this.#transfers.delete(id);
      throw error;
    }
    if (sizeBytes > 0) return joined(parts, sizeBytes);
    this.#transfers.delete(id);
    return undefined;
  }

  async write(id: number, bytes: Uint8Array): Promise<void> {
    const transfer = this.#transfers.get(id);
    if (transfer?.kind !== 'write') throw ended();
    await transfer.writer.write(bytes);
  }

  async end(id: number, isComplete: boolean): Promise<void> {
    const transfer = this.#transfers.get(id);
    this.#transfers.delete(id);
    if (transfer?.kind === 'read') await transfer.reader.cancel();
    else if (!isComplete) await transfer?.writer.abort();
    else if (transfer === undefined) throw ended();
    else await transfer.writer.close();
  }

  #add(transfer: Transfer): { transfer: number } {
    const id = ++this.#lastId;
    this.#transfers.set(id, transfer);
    return { transfer: id };
  }
}

function ended(): SlipwayError {
  return new SlipwayError('unavailable', 'the transfer is over');
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Ctrl-P Ctrl-Q */
export const defaultDetachKeys: readonly number[] = [16, 17];

/** 'ctrl-p,ctrl-q' or 'a,b' → bytes. Throws in Docker's words (docker-run(1), --detach-keys). */
export function parseDetachKeys(text: string): number[] {
  return text.split(',').map((key) => {
    if ([...key].length === 1) return key.charCodeAt(0);
    const control = /^ctrl-(.)$/.exec(key.toLowerCase())?.[1];
    const code = control === undefined ? -1 : '@abcdefghijklmnopqrstuvwxyz[\\]^_'.indexOf(control);
    if (code < 0) throw new Error(`Unknown character: '${key}'`);
    return code;
  });
}

/** Looks for the detach keys in what is typed; bytes of a sequence that did not complete are passed on. */
export class DetachFilter {
  #matched = 0;
  readonly #keys: readonly number[];

  constructor(keys: readonly number[]) {
    this.#keys = keys;
  }

  /** `bytes`: what goes to the container; `isDetached`: the keys were typed, the rest is dropped. */
  push(input: Uint8Array): { bytes: Uint8Array; isDetached: boolean } {
    const passed: number[] = [];
    for (const byte of input) {
      if (byte !== this.#keys[this.#matched]) {
        passed.push(...this.#keys.slice(0, this.#matched));
        this.#matched = 0;
      }
      if (byte === this.#keys[this.#matched]) this.#matched++;
      else passed.push(byte);
      if (this.#matched === this.#keys.length) return { bytes: Uint8Array.from(passed), isDetached: true };
    }
    return { bytes: Uint8Array.from(passed), isDetached: false };
  }
}

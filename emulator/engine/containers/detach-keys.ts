import { SlipwayError } from '../../errors.ts';

export const DEFAULT_DETACH_KEYS = 'ctrl-p,ctrl-q';

/**
 * 'ctrl-p,ctrl-q' → [16, 17]; single characters stand for themselves. Error 'invalid' for anything else; `name` is what
 * dockerd calls them there.
 */
export function parseDetachKeys(text: string, name: 'detach' | 'escape' = 'detach'): readonly number[] {
  return text.split(',').map((key) => {
    const control = /^ctrl-([a-zA-Z@[\\\]^_])$/.exec(key);
    if (control) return control[1]!.toUpperCase().charCodeAt(0) & 0x1f;
    if (/^[\x21-\x7e]$/.test(key)) return key.charCodeAt(0);
    throw new SlipwayError('invalid', `Invalid ${name} keys (${text}) provided`);
  });
}

/**
 * Watches typed bytes for the detach keys. Those that may be the beginning of the sequence are held back until the
 * next key tells, as dockerd does: ctrl-p reaches the program with the key after it.
 */
export class DetachFilter {
  private matched = 0;

  constructor(private readonly keys: readonly number[]) {}

  /** `pass` goes to the program; `detached` when the sequence is complete (what follows it is dropped). */
  filter(bytes: Uint8Array): { pass: Uint8Array; detached: boolean } {
    const pass: number[] = [];
    for (const byte of bytes) {
      if (byte === this.keys[this.matched]) {
        if (++this.matched === this.keys.length) return { pass: Uint8Array.from(pass), detached: true };
        continue;
      }
      pass.push(...this.keys.slice(0, this.matched));
      this.matched = byte === this.keys[0] ? 1 : 0;
      if (this.matched === 0) pass.push(byte);
    }
    return { pass: Uint8Array.from(pass), detached: false };
  }
}

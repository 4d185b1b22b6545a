/** Whether Ctrl of the bar of keys is held: for the next character that is typed. */
class HeldControl {
  #isHeld = false;
  readonly #callbacks = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): boolean => this.#isHeld;
  getOnServer = (): boolean => false;

  set(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#callbacks.forEach((callback) => callback());
  }

  /** What goes to the shell for what was typed; lets go of Ctrl. */
  apply(typed: string): string {
    if (!this.#isHeld) return typed;
    this.set(false);
    return withControl(typed);
  }
}

export const heldControl = new HeldControl();

/** 'c' → '\x03' (^C), '[' → '\x1b': the character without its upper three bits. As it is where Ctrl changes nothing. */
export function withControl(typed: string): string {
  const character = typed.toUpperCase();
  if (character === '?') return '\x7f';
  if (character === ' ') return '\0';
  return /^[@-_]$/.test(character) ? String.fromCharCode(character.charCodeAt(0) & 0x1f) : typed;
}

const ARROWS = { up: 'A', down: 'B', right: 'C', left: 'D' } as const;

export type Arrow = keyof typeof ARROWS;

/** As xterm sends them; programs may ask for the "application" form (DECCKM), and Ctrl has one of its own. */
export function arrowKey(arrow: Arrow, keys: { isApplication: boolean; isControlHeld: boolean }): string {
  if (keys.isControlHeld) return `\x1b[1;5${ARROWS[arrow]}`;
  return `\x1b${keys.isApplication ? 'O' : '['}${ARROWS[arrow]}`;
}

'use client';

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useWords } from '@/components/language/use-language.ts';
import { terminalTabs } from './tabs.ts';
import { heldControl, type Arrow } from './touch-keys.ts';

const ARROWS = [
  ['left', ArrowLeft],
  ['up', ArrowUp],
  ['down', ArrowDown],
  ['right', ArrowRight],
] as const;

/** What is often typed in a shell and far away on a phone's keyboard. */
const CHARACTERS = ['|', '/', '-', '~', '>', '&', '$', '"', "'", '*'] as const;

/** Keys that the keyboards of phones and tablets lack; only where a finger points. */
export function KeyBar() {
  const { terminal: words } = useWords();
  const isControlHeld = useSyncExternalStore(heldControl.subscribe, heldControl.get, heldControl.getOnServer);
  return (
    <div
      role="toolbar"
      aria-label={words.moreKeys}
      className="hidden shrink-0 overflow-x-auto border-t border-line bg-paper [scrollbar-width:none] pointer-coarse:flex"
    >
      <Key label="Esc" onPress={() => terminalTabs.type('\x1b')} />
      <Key label="Tab" onPress={() => terminalTabs.type('\t')} />
      <Key label="Ctrl" isPressed={isControlHeld} onPress={() => heldControl.set(!isControlHeld)} />
      {ARROWS.map(([arrow, Icon]) => (
        <Key key={arrow} label={words.arrows[arrow]} onPress={() => press(arrow)}>
          <Icon size={16} aria-hidden />
        </Key>
      ))}
      {CHARACTERS.map((character) => (
        <Key key={character} label={character} onPress={() => terminalTabs.type(heldControl.apply(character))} />
      ))}
    </div>
  );
}

function press(arrow: Arrow): void {
  terminalTabs.pressArrow(arrow, heldControl.get());
  heldControl.set(false);
}

interface KeyProps {
  readonly label: string;
  readonly isPressed?: boolean;
  readonly children?: ReactNode;
  onPress(): void;
}

function Key({ label, isPressed, children, onPress }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isPressed}
      // The terminal keeps the keyboard, which else would go away under the finger.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="grid h-11 min-w-11 shrink-0 place-items-center px-2 font-mono text-[0.8125rem] text-ink -outline-offset-2 select-none active:bg-wash aria-pressed:bg-lead aria-pressed:text-lead-ink"
    >
      {children ?? label}
    </button>
  );
}

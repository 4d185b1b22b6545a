'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useRef, useState } from 'react';
import { tree } from '../editor-store.ts';
import { nameProblem } from './folder-tree.ts';

interface Props {
  readonly label: string;
  readonly folder: string;
  /** The name so far, of something that gets another. */
  readonly own?: string;
  readonly indent: string;
  onDone(name: string): void;
}

/** A name that is being typed: Enter takes it, Escape does not, going elsewhere takes it where it can be taken. */
export function NameField({ label, folder, own, indent, onDone }: Props) {
  const {
    editor: { tree: words },
  } = useWords();
  const [problem, setProblem] = useState<string>();
  const isOver = useRef(false);
  const finish = (name: string, isLeaving: boolean) => {
    if (isOver.current) return;
    const found = nameProblem(tree.get(), folder, name, own);
    if (found !== undefined && !isLeaving) return setProblem(sentence(words[found], name));
    isOver.current = true;
    if (found !== undefined) tree.startNaming(undefined);
    else onDone(name);
  };
  return (
    <div style={{ paddingLeft: indent }} className="py-0.5 pr-2">
      <input
        aria-label={label}
        aria-invalid={problem !== undefined}
        autoFocus
        defaultValue={own}
        spellCheck={false}
        autoCapitalize="off"
        onFocus={(event) => event.target.setSelectionRange(0, selectedLength(event.target.value))}
        onBlur={(event) => finish(event.target.value.trim(), true)}
        onChange={() => setProblem(undefined)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') finish(event.currentTarget.value.trim(), false);
          if (event.key === 'Escape') {
            isOver.current = true;
            tree.startNaming(undefined);
          }
        }}
        className="w-full rounded border border-line-strong bg-sheet px-1.5 py-0.5 text-[0.8125rem]"
      />
      {problem !== undefined && (
        <p role="alert" className="px-0.5 pt-1 text-xs text-lead">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Some sentences name what was typed. */
const sentence = (words: string | ((name: string) => string), name: string) =>
  typeof words === 'string' ? words : words(name);

/** What is likely to be typed over: the name without its extension. */
function selectedLength(name: string): number {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? dot : name.length;
}

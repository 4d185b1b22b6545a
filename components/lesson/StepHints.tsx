'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Lightbulb } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import type { Script } from '@/lessons/format/schema.ts';
import { Commands } from './Commands.tsx';
import { Words } from './Words.tsx';

interface Props {
  /** Those that fit the machine as it is. */
  readonly hints: readonly string[];
  readonly solution: readonly Script[];
}

/** The hints, one at a click; the last click shows the solution. */
export function StepHints({ hints, solution }: Props) {
  const { lesson: words } = useWords();
  const [shownCount, setShownCount] = useState(0);
  const [showsSolution, setShowsSolution] = useState(false);
  const hasMore = shownCount < hints.length;
  return (
    <div className="mt-3 text-sm leading-relaxed">
      <ul aria-live="polite" className="space-y-2">
        {hints.slice(0, shownCount).map((hint) => (
          <li key={hint} className="flex gap-2">
            <Lightbulb size={15} aria-hidden className="mt-1 shrink-0 text-amber" />
            <span>
              <Words source={hint} />
            </span>
          </li>
        ))}
      </ul>
      {showsSolution ? (
        <div className="mt-3">
          <Commands script={solution.map(({ run }) => run).join('\n')} />
        </div>
      ) : (
        <Button
          size="small"
          look="plain"
          className="mt-2"
          onClick={() => (hasMore ? setShownCount(shownCount + 1) : setShowsSolution(true))}
        >
          {hasMore ? (shownCount === 0 ? words.hint : words.anotherHint) : words.solution}
        </Button>
      )}
    </div>
  );
}

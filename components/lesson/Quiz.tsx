'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useState } from 'react';
import type { Quiz as QuizData } from '@/lessons/format/schema.ts';
import { Button } from '@/components/ui/Button.tsx';
import { toggled } from './choice.ts';
import { Options } from './Options.tsx';
import { Words } from './Words.tsx';

/** A question that is answered in the page alone. It may be answered as often as one likes. */
export function Quiz({ quiz }: { quiz: QuizData }) {
  const { lesson: words } = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isAnswered, setAnswered] = useState(false);
  const isRight = quiz.options.every(({ correct = false }, index) => correct === chosen.has(index));
  return (
    <section role="group" aria-label={words.question} className="mt-6 border-l-2 border-sea bg-wash/40 px-4 py-3.5">
      <Options
        quiz={quiz}
        chosen={chosen}
        isAnswered={isAnswered}
        onChoose={(index) => {
          setChosen(toggled(chosen, index, quiz.options));
          setAnswered(false);
        }}
      />
      <div className="mt-3 flex items-center gap-3">
        <Button size="small" look="quiet" disabled={chosen.size === 0} onClick={() => setAnswered(true)}>
          {words.answer}
        </Button>
        <span role="status" className="text-sm">
          {isAnswered && (isRight ? <span className="font-medium text-good">{words.right}</span> : words.notQuite)}
        </span>
      </div>
      {isAnswered && isRight && quiz.because !== undefined && (
        <p className="mt-3 text-sm leading-relaxed text-ink-soft">
          <Words source={quiz.because} />
        </p>
      )}
    </section>
  );
}

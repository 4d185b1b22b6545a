'use client';

import { useWords } from '@/components/language/use-language.ts';
import { Check, X } from 'lucide-react';
import { useId } from 'react';
import type { Quiz } from '@/lessons/format/schema.ts';
import { Words } from './Words.tsx';

interface Props {
  readonly quiz: Pick<Quiz, 'question' | 'options'>;
  readonly chosen: ReadonlySet<number>;
  /** Marks what was chosen as right or wrong, and says why; the right one is still to be found. */
  readonly isAnswered: boolean;
  onChoose(index: number): void;
}

/** A question and its options: one to choose, or several when several are correct. */
export function Options({ quiz, chosen, isAnswered, onChoose }: Props) {
  const { lesson: words } = useWords();
  const name = useId();
  const takesSeveral = quiz.options.filter(({ correct }) => correct).length > 1;
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">
        <Words source={quiz.question} />
        {takesSeveral && <span className="font-normal text-ink-soft"> {words.several}</span>}
      </legend>
      <ul className="mt-3 space-y-1">
        {quiz.options.map(({ text, correct = false, because }, index) => {
          const isChosen = chosen.has(index);
          return (
            <li key={index}>
              <label className="flex cursor-pointer items-baseline gap-2.5 px-2 py-1.5 hover:bg-wash">
                <input
                  type={takesSeveral ? 'checkbox' : 'radio'}
                  name={name}
                  checked={isChosen}
                  onChange={() => onChoose(index)}
                  className="translate-y-0.5 accent-lead"
                />
                <span className="min-w-0 flex-1">
                  <Words source={text} />
                </span>
                {/* Its room is kept: an answer must not wrap its option anew. */}
                <span className="w-[15px] shrink-0 self-center">
                  {isAnswered && isChosen && <Mark isRight={correct} />}
                </span>
              </label>
              {isAnswered && isChosen && because !== undefined && (
                <p className="pb-1.5 pl-8 text-sm leading-relaxed text-ink-soft">
                  <Words source={because} />
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Mark({ isRight }: { isRight: boolean }) {
  const { lesson: words } = useWords();
  return isRight ? (
    <Check size={15} className="text-good" aria-label={words.correct} />
  ) : (
    <X size={15} className="text-lead" aria-label={words.notCorrect} />
  );
}

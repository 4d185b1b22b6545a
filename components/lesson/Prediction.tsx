'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useRef, useState } from 'react';
import type { Prediction as PredictionData } from '@/lessons/format/schema.ts';
import { Commands } from './Commands.tsx';
import { useCommandKey } from './keyboard/command-keys.ts';
import { Keys } from './keyboard/KeyboardHelp.tsx';
import { Options } from './Options.tsx';
import { Words } from './Words.tsx';

/** A question about what a command will do; the command can be run once an option was chosen. */
export function Prediction({ prediction }: { prediction: PredictionData }) {
  const { lesson: words, keyboard } = useWords();
  const [chosen, setChosen] = useState<number>();
  const [isTried, setTried] = useState(false);
  const isRight = chosen !== undefined && (prediction.options[chosen]?.correct ?? false);
  // By key one comes to the question first.
  const section = useRef<HTMLElement>(null);
  const isNext = useCommandKey(section, () => section.current?.querySelector('input')?.focus(), chosen === undefined);
  return (
    <section
      ref={section}
      role="group"
      aria-label={words.prediction}
      className="mt-6 border-l-2 border-sea bg-wash/40 px-4 py-3.5"
    >
      <Options
        quiz={prediction}
        chosen={new Set(chosen === undefined ? [] : [chosen])}
        isAnswered={isTried}
        onChoose={(index) => {
          setChosen(index);
          setTried(false);
        }}
      />
      {chosen === undefined ? (
        <p className="mt-3 flex items-center justify-between gap-3 text-sm text-ink-soft">
          {words.chooseFirst}
          {isNext && <Keys combination={keyboard.nextKeys} />}
        </p>
      ) : (
        <div className="mt-3">
          <Commands script={prediction.run} onRun={() => setTried(true)} />
        </div>
      )}
      <div role="status">
        {isTried && (
          <p className="mt-3 text-sm leading-relaxed">
            {isRight ? <span className="font-medium text-good">{words.asYouSaid} </span> : `${words.lookAtIt} `}
            {prediction.because !== undefined && (
              <span className="text-ink-soft">
                <Words source={prediction.because} />
              </span>
            )}
          </p>
        )}
      </div>
    </section>
  );
}

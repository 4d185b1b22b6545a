'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useState } from 'react';
import type { Prediction as PredictionData } from '@/lessons/format/schema.ts';
import { Commands } from './Commands.tsx';
import { Options } from './Options.tsx';
import { Words } from './Words.tsx';

/** A question about what a command will do; the command can be run once an option was chosen. */
export function Prediction({ prediction }: { prediction: PredictionData }) {
  const { lesson: words } = useWords();
  const [chosen, setChosen] = useState<number>();
  const [isTried, setTried] = useState(false);
  const isRight = chosen !== undefined && (prediction.options[chosen]?.correct ?? false);
  return (
    <section aria-label={words.prediction} className="mt-6 border-l-2 border-sea bg-wash/40 px-4 py-3.5">
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
        <p className="mt-3 text-sm text-ink-soft">{words.chooseFirst}</p>
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

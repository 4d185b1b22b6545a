import type { PageWords } from '@/components/language/words/page-words.ts';
import { SectionDrawing } from './SectionDrawing.tsx';

interface Props {
  readonly words: PageWords['front']['how'];
  readonly drawing: PageWords['front']['drawing'];
}

export function HowItWorks({ words, drawing }: Props) {
  const parts = [words.pc, words.kernel, words.engine, words.disk];
  const limits = [words.processor, words.network, words.memory];
  return (
    <section className="border-t-2 border-ink pt-8 pb-24">
      <h2 className="text-3xl font-medium tracking-tight sm:text-4xl">{words.title}</h2>
      <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <SectionDrawing words={drawing} />
        <dl className="space-y-6">
          {parts.map(({ name, text }) => (
            <div key={name}>
              <dt className="font-medium">{name}</dt>
              <dd className="mt-1 leading-relaxed text-ink-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="mt-14 border-l-2 border-lead pl-6">
        <h3 className="font-medium">{words.limits}</h3>
        <ul className="mt-3 max-w-prose space-y-2 text-ink-soft">
          {limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

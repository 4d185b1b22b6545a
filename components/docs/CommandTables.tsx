import type { PageWords } from '@/components/language/words/page-words.ts';
import { tally, type CommandCoverage, type CommandList } from './coverage.ts';
import { Section } from './Section.tsx';

type Words = PageWords['coverage'];

/** Every command of Docker's CLI with its flags, a group after the other; groups that are missing stand folded at the end. */
export function CommandTables({ lists, words }: { lists: readonly CommandList[]; words: Words }) {
  return (
    <Section id="commands" title={words.commands.title} about={words.commands.about}>
      <div id="flags" className="mt-8 scroll-mt-6 border-t border-line">
        {lists.map((list) => (
          <CommandGroup key={list.name} list={list} words={words} />
        ))}
      </div>
    </Section>
  );
}

function CommandGroup({ list, words }: { list: CommandList; words: Words }) {
  const { done, all } = tally(list.commands);
  return (
    <details open={done > 0} className="group border-b border-line">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-4 gap-y-1 py-4 marker:text-ink-soft">
        <span aria-hidden className="inline-block w-3 text-lead transition-transform group-open:rotate-90">
          ›
        </span>
        <span className="font-mono font-medium">{list.name}</span>
        <span className="text-ink-soft" lang={list.about === undefined ? undefined : 'en'}>
          {list.about ?? words.commands.noGroup}
        </span>
        <span className="ml-auto text-sm text-ink-soft tabular-nums">{words.ofAll(done, all)}</span>
      </summary>
      <dl className="pb-6">
        {list.commands.map((command) => (
          <CommandRow key={command.names[0]} command={command} words={words.commands} />
        ))}
      </dl>
    </details>
  );
}

function CommandRow({ command, words }: { command: CommandCoverage; words: Words['commands'] }) {
  const [name = '', ...others] = command.names;
  const reasons = [...new Set(command.flags.flatMap(({ missing }) => missing ?? []))];
  return (
    <div className="grid gap-x-8 gap-y-1 py-3 sm:pl-7 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <dt>
        <span className="font-mono text-sm">{name}</span>
        {others.length > 0 && <span className="block font-mono text-xs text-ink-soft">{others.join(', ')}</span>}
      </dt>
      <dd className="text-sm leading-relaxed">
        <span lang="en">{command.about}</span>
        {command.missing !== undefined && (
          <span className="text-lead">
            {' '}
            {words.notThere}
            <span lang="en">{command.missing}.</span>
          </span>
        )}
        {command.missing === undefined && command.flags.length > 0 && (
          <span className="mt-1 block font-mono text-xs leading-6 break-words text-ink-soft">
            {command.flags.map(({ name: flag, missing }) => (
              <span key={flag} className="mr-3 inline-block">
                {missing === undefined ? `--${flag}` : <s title={missing}>--{flag}</s>}
              </span>
            ))}
          </span>
        )}
        {command.missing === undefined && reasons.length > 0 && (
          <span className="block text-xs text-ink-soft">
            {words.struckOut}
            <span lang="en">{reasons.join('; ')}.</span>
          </span>
        )}
      </dd>
    </div>
  );
}

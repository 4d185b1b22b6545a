import type { PageWords } from '@/components/language/words/page-words.ts';
import type { PackageArchive } from './coverage.ts';
import { Section } from './Section.tsx';

type Words = PageWords['coverage']['packages'];

/** What can be installed without a network, an archive after the other. */
export function PackageLists({ archives, words }: { archives: readonly PackageArchive[]; words: Words }) {
  if (archives.length === 0) return null;
  return (
    <Section id="packages" title={words.title} about={words.about}>
      <div className="mt-8 border-t border-line">
        {archives.map((archive) => (
          <Archive key={archive.host} archive={archive} words={words} />
        ))}
      </div>
    </Section>
  );
}

function Archive({ archive, words }: { archive: PackageArchive; words: Words }) {
  const { host, command, packages, needed } = archive;
  return (
    <div className="grid gap-x-8 gap-y-2 border-b border-line py-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <div>
        <h3 className="font-mono font-medium">{command}</h3>
        <p className="mt-1 text-sm text-ink-soft">
          {words.where[host]}
          {words.counts(packages.length, host, needed)}
        </p>
      </div>
      <ul aria-label={words.list(command)} className="font-mono text-xs leading-6">
        {packages.map(({ name, version }) => (
          <li key={name} className="mr-4 inline-block">
            {name} <span className="text-ink-soft">{version}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { PackageArchive } from './coverage.ts';
import { Section } from './Section.tsx';

/** What can be installed without a network, an archive after the other. */
export function PackageLists({ archives }: { archives: readonly PackageArchive[] }) {
  if (archives.length === 0) return null;
  return (
    <Section
      id="packages"
      title="Packages without a network"
      about="The sandbox answers for these archives with the part of them that is listed here, at the versions of Debian 12 and of npm’s lock. What is not listed is not found, and apt, npm and pip say so in their own words."
    >
      <div className="mt-8 border-t border-line">
        {archives.map((archive) => (
          <Archive key={archive.host} archive={archive} />
        ))}
      </div>
    </Section>
  );
}

function Archive({ archive: { host, command, where, packages, needed } }: { archive: PackageArchive }) {
  return (
    <div className="grid gap-x-8 gap-y-2 border-b border-line py-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
      <div>
        <h3 className="font-mono font-medium">{command}</h3>
        <p className="mt-1 text-sm text-ink-soft">
          {where}; {packages.length} from {host}, and {needed} that they need
        </p>
      </div>
      <ul aria-label={`Packages for ${command}`} className="font-mono text-xs leading-6">
        {packages.map(({ name, version }) => (
          <li key={name} className="mr-4 inline-block">
            {name} <span className="text-ink-soft">{version}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * The core metadata that says what PKG-INFO and requires.txt of an .egg-info folder say together: a line of
 * requires.txt becomes a Requires-Dist, and the section it is in ('[EXTRA:MARKER]', each part optional) its marker.
 */
export function metadataOfEggInfo(packageInfo: string, requirements: string): string {
  const fields: string[] = [];
  let marker = '';
  for (const line of requirements.split('\n').map((one) => one.trim())) {
    const section = /^\[([^:\]]*)(?::(.*))?\]$/.exec(line);
    if (section) {
      const [, extra = '', condition = ''] = section;
      if (extra !== '' && !fields.includes(`Provides-Extra: ${extra}`)) fields.push(`Provides-Extra: ${extra}`);
      const conditions = [condition && `(${condition})`, extra && `extra == '${extra}'`].filter((part) => part !== '');
      marker = conditions.join(' and ');
    } else if (line !== '' && !line.startsWith('#')) {
      const [requirement = '', own] = line.split(/\s*;\s*/);
      const markers = [own && `(${own})`, marker].filter(Boolean).join(' and ');
      fields.push(`Requires-Dist: ${requirement}${markers === '' ? '' : `; ${markers}`}`);
    }
  }
  // After the header, whose end is an empty line when the description follows it as the body.
  const end = packageInfo.search(/\n\n|\n*$/);
  const known = packageInfo.slice(0, end).split('\n');
  const isDoubled = (field: string) => known.includes(field);
  return [...known, ...fields.filter((field) => !isDoubled(field))].join('\n') + '\n' + packageInfo.slice(end);
}

/**
 * Metadata whose requirements the index can meet: it has one version of each project, which Debian's maintainers found to fit, so
 * `needed` (by Debian's Depends) are required without a version and the project's own bounds on them go. What is
 * required for extras, or of projects that are not `needed`, stays as it is.
 */
export function requiring(metadata: string, needed: readonly string[]): string {
  const end = metadata.search(/\n\n|\n*$/);
  const isReplaced = (line: string) => {
    const [, name = '', marker = ''] = /^Requires-Dist: *([A-Za-z0-9._-]+)[^;]*(.*)$/.exec(line) ?? [];
    return needed.includes(normalized(name)) && !/\bextra\b/.test(marker);
  };
  const kept = metadata.slice(0, end).split('\n');
  const lines = needed.map((name) => `Requires-Dist: ${name}`);
  return [...kept.filter((line) => !isReplaced(line)), ...lines].join('\n') + metadata.slice(end);
}

/** A project's name as the index has it (PEP 503, "Normalized Names"). */
export const normalized = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

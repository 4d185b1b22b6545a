import { ComposeError, type SourceRange } from '../problem.ts';

/** A volume of the short syntax, in parts. */
export interface ShortVolume {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly isReadOnly?: boolean;
  readonly isWithoutCopy?: boolean;
  readonly propagation?: string;
  readonly selinux?: string;
}

const propagations = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'];

/** '[SOURCE:]TARGET[:OPTIONS]'. Options nobody knows are passed over, as compose does. Throws ComposeError. */
export function parseVolume(spec: string, at?: SourceRange): ShortVolume {
  if (spec === '') throw new ComposeError('invalid empty volume spec', at);
  const fail = (reason: string): ComposeError => new ComposeError(`invalid spec: ${spec}: ${reason}`, at);
  if (spec.length <= 2) return { type: 'volume', target: spec };
  const parts = splitAtColons(spec);
  if (parts.includes('')) throw fail('empty section between colons');
  if (parts.length > 3) throw fail('too many colons');
  const [first = '', second, options = ''] = parts;
  if (second === undefined) return { type: 'volume', target: first };
  const words = options.split(',');
  return {
    type: isPath(first) ? 'bind' : 'volume',
    source: first,
    target: second,
    isReadOnly: words.lastIndexOf('ro') > words.lastIndexOf('rw'),
    isWithoutCopy: words.includes('nocopy'),
    propagation: words.findLast((word) => propagations.includes(word)),
    selinux: words.findLast((word) => word === 'z' || word === 'Z'),
  };
}

/** Colons in `${…}` (for what is not interpolated) and after a drive's letter are none that part. */
function splitAtColons(spec: string): string[] {
  const parts = [''];
  let open = 0;
  for (const [index, character] of [...spec].entries()) {
    const part = parts.at(-1) ?? '';
    if (character === '$' && spec[index + 1] === '{') open++;
    else if (character === '}' && open > 0) open--;
    if (character === ':' && open === 0 && !/^[a-z]$/i.test(part)) parts.push('');
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}

function isPath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^[a-z]:/i.test(source);
}

import type { CopyInstruction } from './ast.ts';
import { parseHeredocWord } from './heredoc.ts';
import { InstructionError } from './parse-error.ts';
import type { RawInstruction } from './source-lines.ts';
import { parseJsonWords, type InstructionFlag } from './words.ts';

/** COPY and ADD. Errors in Docker's words. */
export function parseCopy(
  name: 'COPY' | 'ADD',
  rest: string,
  flags: readonly InstructionFlag[],
  raw: RawInstruction,
): Omit<CopyInstruction, 'lines' | 'source'> {
  const words = parseJsonWords(rest) ?? rest.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0)
    throw new InstructionError(
      `${name} requires at least two arguments, but no arguments were provided. Source could not be determined`,
    );
  if (words.length < 2) {
    throw new InstructionError(
      `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
  const destination = words.at(-1)!;
  if (parseHeredocWord(destination)) throw new InstructionError(`${name} cannot accept a heredoc as a destination`);
  const value = (flag: string) => flags.find((each) => each.name === flag)?.value ?? '';
  const isOn = (flag: string) => {
    const found = flags.find((each) => each.name === flag);
    return found !== undefined && found.value?.toLowerCase() !== 'false';
  };
  return {
    kind: name === 'COPY' ? 'copy' : 'add',
    sources: words.slice(0, -1).filter((word) => !parseHeredocWord(word)),
    destination,
    heredocs: raw.heredocs,
    chown: value('chown'),
    chmod: value('chmod'),
    from: value('from'),
    link: isOn('link'),
    parents: isOn('parents'),
    exclude: flags.filter((flag) => flag.name === 'exclude').map((flag) => flag.value ?? ''),
    checksum: value('checksum'),
    keepGitDir: isOn('keep-git-dir'),
    unpack: flags.some((flag) => flag.name === 'unpack') ? isOn('unpack') : undefined,
  };
}

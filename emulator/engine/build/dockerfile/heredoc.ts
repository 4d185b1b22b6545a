import { splitWords } from './words.ts';

/** A heredoc as its instruction announces it. */
export interface HeredocStart {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
}

/** `<<EOF`, `<<-EOF`, `<<'EOF'`, `3<<EOF`; undefined for any other word. */
export function parseHeredocWord(word: string): HeredocStart | undefined {
  const match = /^\d*<<(-?)([^<]+)$/.exec(word);
  if (!match) return undefined;
  const raw = match[2]!;
  const name = raw.replace(
    /\\(.)|(["'])(.*?)\2/g,
    (_, escaped: string | undefined, _quote, quoted: string | undefined) => escaped ?? quoted ?? '',
  );
  if (name === '' || /["'\s]/.test(name)) return undefined;
  return { name, expand: name === raw, chomp: match[1] === '-' };
}

/** Those of a whole instruction, in order. */
export function heredocsOf(text: string, escape: string): HeredocStart[] {
  return splitWords(text, escape).flatMap((word) => parseHeredocWord(word) ?? []);
}

/** `<<-`: the tabs at the beginning of each line go. */
export function chomped(content: string): string {
  return content.replace(/^\t+/gm, '');
}

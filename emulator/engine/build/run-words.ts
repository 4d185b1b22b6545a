import type { RunInstruction } from './dockerfile/ast.ts';
import { chomped, parseHeredocWord } from './dockerfile/heredoc.ts';

export interface RunWords {
  readonly words: readonly string[];
  /** A heredoc that begins with `#!`: a program, for which the container gets a file. */
  readonly script: { readonly path: string; readonly content: string } | undefined;
}

/** What a RUN executes. A heredoc that is all of it is the script itself. */
export function runWords({ command, heredocs }: RunInstruction, shell: readonly string[]): RunWords {
  if (!command.isShellForm) return { words: command.words, script: undefined };
  const [text = ''] = command.words;
  const [first] = heredocs;
  if (first && parseHeredocWord(text.trim())) {
    const content = first.chomp ? chomped(first.content) : first.content;
    if (!content.startsWith('#!')) return { words: [...shell, content], script: undefined };
    const path = `/dev/pipes/${first.name}`;
    return { words: [path], script: { path, content } };
  }
  const whole = text + heredocs.map(({ name, content }) => `\n${content}${name}`).join('');
  return { words: [...shell, whole], script: undefined };
}

import { commandsOf } from './commands.ts';
import type { Lesson } from './schema.ts';

/** A command of lessons/course/commands.yaml in its parts: 'docker run -d -p' is ['docker', 'run'] with ['-d', '-p']. */
interface Wanted {
  readonly words: readonly string[];
  /** Options, and words behind them. */
  readonly rest: readonly string[];
}

/** Those commands that no lesson has in a block `sh`, a solution or a prediction. */
export function untaught(commands: readonly string[], lessons: readonly Lesson[]): string[] {
  const typed = lessons.flatMap(typedIn).flatMap(simpleCommands);
  return commands.filter((command) => {
    const wanted = wantedOf(command);
    return !typed.some((words) => fits(wanted, words));
  });
}

/** What a learner is given to type; what others do wrong is not. */
function typedIn({ steps }: Lesson): string[] {
  const blocks = steps.flatMap(({ parts, solution }) => [
    ...parts.flatMap((part) => (part.kind === 'text' ? shellBlocksOf(part.markdown) : [])),
    ...solution.map(({ run }) => run),
  ]);
  return blocks.flatMap(commandsOf);
}

function shellBlocksOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) => block!);
}

/** The words of each command in a line, without their quotes. */
function simpleCommands(line: string): string[][] {
  return line
    .replaceAll('\\\n', ' ')
    .split(/[;|&\n]|\$\(/)
    .map((command) => command.split(/[\s()'"`]+/).filter((word) => word !== ''));
}

function wantedOf(command: string): Wanted {
  const parts = command.split(' ');
  const first = parts.findIndex((part) => part.startsWith('-'));
  const end = first === -1 ? parts.length : first;
  return { words: parts.slice(0, end), rest: parts.slice(end) };
}

/** The words stand next to each other somewhere, the rest behind the first of them: options also as in `-dit`. */
function fits({ words, rest }: Wanted, typed: readonly string[]): boolean {
  return typed.some((_, start) => {
    if (!words.every((word, index) => typed[start + index] === word)) return false;
    const behind = typed.slice(start + 1);
    return rest.every((part) => behind.some((word) => word === part || isClusterWith(word, part)));
  });
}

const SHORT_OPTIONS = /^-[a-zA-Z]+$/;

const isClusterWith = (word: string, option: string): boolean =>
  SHORT_OPTIONS.test(word) &&
  SHORT_OPTIONS.test(option) &&
  [...option.slice(1)].every((letter) => word.includes(letter));

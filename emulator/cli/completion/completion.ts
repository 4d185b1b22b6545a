import type { Cli } from '../cli.ts';
import type { ParsedFlags } from '../parse/flags.ts';

/** One thing that can stand where the cursor is; `description` is shown beside it by shells that can. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

export interface CompletionRequest {
  readonly cli: Cli;
  /** The arguments before the word under the cursor. */
  readonly args: readonly string[];
  /** The flags before the command's name, where its group has any. */
  readonly groupFlags?: ParsedFlags;
  /** Names of the flags that are given. */
  readonly flags: readonly string[];
  /** What is typed of the word. */
  readonly word: string;
}

/** What the shell does beside offering the candidates; numbers are those of cobra's protocol. */
export const Directive = { default: 0, error: 1, noSpace: 2, noFiles: 4 } as const;

export interface Completed {
  readonly candidates: readonly (string | Candidate)[];
  /** The sum of Directives. */
  readonly directive: number;
}

/** Finds what an argument or a flag's value can be. Not only what begins with the word: the caller sees to that. */
export type Completion = (request: CompletionRequest) => Promise<Completed> | Completed;

/**
 * One step of the set-up. A 'cached' step fills a folder of the cache, named by the hash of its inputs, and is
 * never run again for the same inputs. An 'in-place' step changes the machine or the checkout and looks itself
 * whether there is anything to do.
 */
export type Step = CachedStep | InPlaceStep;

interface StepBase {
  /** Also the name of its folder in the cache: 'kernel'. */
  readonly name: string;
  /** What the terminal calls it: 'Linux kernel'. */
  readonly title: string;
  /** Names of steps that must be done before. Their hashes are part of this one's. */
  readonly needs: readonly string[];
  /** What else decides the result: contents, versions. */
  readonly inputs: () => Promise<readonly string[]>;
  readonly run: (work: Work) => Promise<void>;
  /** What to do when it fails, beyond reading the log. */
  readonly advice?: string;
}

export interface CachedStep extends StepBase {
  readonly kind: 'cached';
}

export interface InPlaceStep extends StepBase {
  readonly kind: 'in-place';
  readonly isDone: (work: Pick<Work, 'hash' | 'outputOf'>) => Promise<boolean>;
}

/** What a running step is given. */
export interface Work {
  /** 12 hex digits. */
  readonly hash: string;
  /** Where the result goes: renamed to its place in the cache when `run` is done. Scratch space for in-place steps. */
  readonly folder: string;
  /** The finished folder of a step named in `needs`. */
  outputOf(stepName: string): string;
  /** Runs a command to its end, its output to the log. Error: CommandError. */
  command(argv: readonly string[], options?: CommandOptions): Promise<void>;
  /** Says what it does now, and how far it is (0 to 1) where that is known. */
  report(doing: string, fraction?: number): void;
  /** How many processes a build may use. */
  readonly jobs: number;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line of stdout and stderr. */
  readonly onLine?: (line: string) => void;
}

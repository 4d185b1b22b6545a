import type { languages } from 'monaco-editor/editor';
import type { LanguageWords } from './words/words.ts';

/** Lines and columns from 1, the end not included, as Monaco counts. */
export interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What is wrong with a text, or better done otherwise. */
export interface LanguageProblem {
  readonly severity: 'error' | 'warning';
  /** The name of a rule; '' where there is none. */
  readonly code: string;
  readonly message: string;
  readonly range: TextRange;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'flag' | 'key' | 'value' | 'variable' | 'stage' | 'name' | 'image';
  /** In a few words, beside the label. */
  readonly detail?: string;
  readonly documentation?: string;
  /** `$0`: where the cursor goes; other dollar signs and braces are escaped as in a snippet. Default: the label. */
  readonly snippet?: string;
  /** What may follow is offered at once. */
  readonly opensNext?: boolean;
  /** What it takes the place of, as offsets into the text: from here to the cursor. */
  readonly replacesFrom: number;
}

/** Markdown, and the part of the text it is about. */
export interface Hover {
  readonly markdown: string;
  readonly range: TextRange;
}

/** What a service may ask of the page and of the machine. */
export interface LanguageSurroundings {
  /** In the page's language. */
  words(): Promise<LanguageWords>;
  /** Images that can be named: those of the engine, and those of the catalogue. */
  imageNames(): Promise<readonly { readonly name: string; readonly detail: string }[]>;
  /** What is in a folder of the workspace ('' is the workspace itself); undefined where there is no such folder. */
  listFolder(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** A file of the workspace; undefined when there is none. */
  readText(path: string): Promise<string | undefined>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

type OrLater<T> = T | Promise<T>;

/**
 * What the editor knows of a language beyond Monaco's own grammars. Pure, but for what is asked of the surroundings:
 * it runs in the page while somebody types. `path` is the text's, in the workspace; '' for one that is no file. A new
 * one goes into a folder here and into `services.ts`, which the page loads before any file is opened: what is large
 * is imported when it is asked for the first time.
 */
export interface LanguageService {
  /** Of Monaco. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** Whether a file is in this language, by its path. */
  takes(path: string): boolean;
  /** How it is coloured: an own grammar, or one of Monaco's, to be loaded. */
  readonly grammar: languages.IMonarchLanguage | (() => Promise<languages.IMonarchLanguage>);
  readonly configuration: languages.LanguageConfiguration;
  /** Typing one of these opens the completions. */
  readonly triggers: readonly string[];
  /** Asked again when the text changes, or something in the workspace that was looked at for the last answer. */
  problems(text: string, surroundings: LanguageSurroundings, path: string): OrLater<LanguageProblem[]>;
  complete(text: string, offset: number, surroundings: LanguageSurroundings, path: string): OrLater<Completion[]>;
  hover(text: string, offset: number, surroundings: LanguageSurroundings, path: string): OrLater<Hover | undefined>;
}

import type { Hover, LanguageSurroundings, TextRange } from '../language-service.ts';
import type { LanguageWords } from '../words/words.ts';
import { cursorAt, stagesBefore, variablesAt } from './cursor.ts';
import { flagWords } from './flag-words.ts';
import { REFERENCE } from './reference.ts';

type Words = LanguageWords['dockerfile'];

/** What the word at `offset` is: an instruction, a flag, a variable or a stage. */
export async function hover(
  text: string,
  offset: number,
  surroundings: Pick<LanguageSurroundings, 'words'>,
): Promise<Hover | undefined> {
  const word = wordAt(text, offset);
  if (word === undefined) return undefined;
  const cursor = cursorAt(text, word.offset + word.text.length);
  if (cursor.isComment) return undefined;
  const { dockerfile: words } = await surroundings.words();
  const markdown = explain(text, word, cursor.instruction, words);
  return markdown === undefined ? undefined : { markdown, range: word.range };
}

interface Word {
  readonly text: string;
  readonly offset: number;
  readonly range: TextRange;
}

function explain(text: string, word: Word, instruction: string, words: Words): string | undefined {
  // Nothing of an instruction is before the word: it is the instruction's name.
  if (instruction === '') return explainInstruction(word.text, words);
  if (instruction === 'HEALTHCHECK' && /^(?:CMD|NONE)$/i.test(word.text))
    return explainInstruction('HEALTHCHECK', words);
  if (word.text.startsWith('--')) {
    const flag = REFERENCE[instruction]?.flags.find(({ name }) => `--${name}` === word.text);
    return (
      flag &&
      `\`--${flag.name}${flag.value === '' ? '' : `=${flag.value}`}\`\n\n${flagWords(words, instruction, flag.name)}`
    );
  }
  if (word.text.startsWith('$')) {
    return explainVariable(text, word.text.replace(/[${}]/g, ''), word.range.startLine, words);
  }
  if (instruction !== 'FROM' && instruction !== 'COPY' && instruction !== 'RUN') return undefined;
  const isNamed = instruction === 'FROM' || /from=$/.test(text.slice(0, word.offset));
  const stage = stagesBefore(text, word.range.startLine).find(({ name }) => name === word.text.toLowerCase());
  return isNamed && stage !== undefined ? words.stageAt(stage.name, stage.image, stage.line) : undefined;
}

function explainInstruction(written: string, words: Words): string | undefined {
  const name = written.toUpperCase();
  const reference = REFERENCE[name];
  return reference && `\`\`\`dockerfile\n${reference.syntax.join('\n')}\n\`\`\`\n\n${words.instructions[name]}`;
}

function explainVariable(text: string, name: string, line: number, words: Words): string | undefined {
  const variable = variablesAt(text, line).find((each) => each.name === name);
  if (variable === undefined) return undefined;
  if (variable.kind === 'platform') return words.everywhere(name, variable.value ?? '');
  return `\`\`\`dockerfile\n${variable.kind} ${name}${variable.value === undefined ? '' : `=${variable.value}`}\n\`\`\``;
}

const WORD = /\$\{?\w+\}?|--[\w-]+|[\w.-]+/g;

function wordAt(text: string, offset: number): Word | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart).split('\n', 1)[0]!;
  const number = text.slice(0, lineStart).split('\n').length;
  for (const { 0: found, index } of line.matchAll(WORD)) {
    const begin = lineStart + index;
    if (offset < begin || offset > begin + found.length) continue;
    return {
      text: found,
      offset: begin,
      range: { startLine: number, startColumn: index + 1, endLine: number, endColumn: index + found.length + 1 },
    };
  }
  return undefined;
}

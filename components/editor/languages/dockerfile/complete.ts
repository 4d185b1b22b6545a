import type { Completion, LanguageSurroundings } from '../language-service.ts';
import type { LanguageWords } from '../words/words.ts';
import { cursorAt, stagesBefore, variablesAt, type Cursor } from './cursor.ts';
import { flagWords } from './flag-words.ts';
import { MOUNT_FIELDS, MOUNT_TYPES, REFERENCE } from './reference.ts';

type Words = LanguageWords['dockerfile'];

/** What may stand at `offset`: instructions, their flags and the values of those, variables, stages, images. */
export async function complete(
  text: string,
  offset: number,
  surroundings: LanguageSurroundings,
): Promise<Completion[]> {
  const cursor = cursorAt(text, offset);
  if (cursor.isComment) return [];
  const { dockerfile: words } = await surroundings.words();
  if (cursor.instruction === '') return instructions(text, offset, cursor, words);
  const line = text.slice(0, offset).split('\n').length;
  const variables = completeVariable(text, offset, line, cursor);
  if (variables !== undefined) return variables;
  const parts = cursor.before.split(/\s+/);
  const word = parts.at(-1) ?? '';
  const isFlagsPlace = parts.slice(0, -1).every((each) => each === '' || each.startsWith('--'));
  if (isFlagsPlace && word.startsWith('-')) return flagOrValue(text, offset, line, cursor, word, surroundings);
  if (cursor.instruction !== 'FROM') return [];
  const arguments_ = parts.filter((each) => !each.startsWith('--') && each !== '');
  const isFirst = arguments_.length === 0 || (arguments_.length === 1 && word !== '');
  if (isFirst) return imagesAndStages(text, offset - word.length, line, surroundings, 'base');
  const isSecond = arguments_.length === (word === '' ? 1 : 2);
  return isSecond
    ? [{ label: 'AS', kind: 'keyword', detail: words.namesStage, replacesFrom: offset - word.length }]
    : [];
}

function instructions(text: string, offset: number, { before }: Cursor, words: Words): Completion[] {
  const typed = /\S*$/.exec(before)![0];
  const isTrigger = /^onbuild\s/i.test(before);
  const isLower = prefersLowerCase(text, typed);
  return Object.entries(REFERENCE)
    .filter(([name]) => !isTrigger || !['FROM', 'ONBUILD', 'MAINTAINER'].includes(name))
    .map(([name, { syntax }]) => {
      const label = isLower ? name.toLowerCase() : name;
      return {
        label,
        kind: 'keyword',
        detail: syntax[0]!.replace(name, '').trim(),
        documentation: words.instructions[name],
        snippet: `${label} $0`,
        opensNext: name === 'FROM',
        replacesFrom: offset - typed.length,
      };
    });
}

/** As the rest of the file has it, and what is being typed. */
function prefersLowerCase(text: string, typed: string): boolean {
  if (typed !== '') return typed === typed.toLowerCase() && /^\s*from\s/m.test(text);
  return /^\s*from\s/m.test(text);
}

function completeVariable(text: string, offset: number, line: number, cursor: Cursor): Completion[] | undefined {
  const typed = /\$(\{?)(\w*)$/.exec(cursor.before);
  // A shell's own variables are its own business: RUN and its like expand nothing when the image is built.
  if (typed === null) return undefined;
  const [, brace = '', name = ''] = typed;
  return variablesAt(text, line).map((variable) => ({
    label: variable.name,
    kind: 'variable',
    detail: variable.value === undefined ? variable.kind : `${variable.kind} ${variable.value}`,
    snippet: brace === '' || text[offset] === '}' ? variable.name : `${variable.name}\\}`,
    replacesFrom: offset - name.length,
  }));
}

async function flagOrValue(
  text: string,
  offset: number,
  line: number,
  { instruction }: Cursor,
  word: string,
  surroundings: LanguageSurroundings,
): Promise<Completion[]> {
  const { dockerfile: words } = await surroundings.words();
  const flags = REFERENCE[instruction]?.flags ?? [];
  const equals = word.indexOf('=');
  if (equals < 0) {
    return flags.map(({ name, value }) => ({
      label: `--${name}`,
      kind: 'flag',
      detail: value === '' ? '' : `=${value}`,
      documentation: flagWords(words, instruction, name),
      snippet: value === '' ? `--${name} $0` : `--${name}=$0`,
      opensNext: value.includes('|') || name === 'mount',
      replacesFrom: offset - word.length,
    }));
  }
  const name = word.slice(2, equals);
  const value = word.slice(equals + 1);
  if (name === 'from') return imagesAndStages(text, offset - value.length, line, surroundings, 'source');
  if (name === 'mount') return mountFields(text, offset, line, value, surroundings);
  const choices = flags.find((flag) => flag.name === name)?.value.split('|') ?? [];
  if (choices.length < 2 || choices.some((choice) => choice !== choice.toLowerCase())) return [];
  return choices.map((label) => ({ label, kind: 'value', replacesFrom: offset - value.length }));
}

async function mountFields(
  text: string,
  offset: number,
  line: number,
  value: string,
  surroundings: LanguageSurroundings,
): Promise<Completion[]> {
  const { dockerfile: words } = await surroundings.words();
  const field = value.slice(value.lastIndexOf(',') + 1);
  const equals = field.indexOf('=');
  if (equals < 0) {
    return MOUNT_FIELDS.map((label) => ({
      label,
      kind: 'flag',
      documentation: words.mountFields[label],
      snippet: label === 'readonly' || label === 'required' ? label : `${label}=$0`,
      opensNext: ['type', 'from', 'sharing'].includes(label),
      replacesFrom: offset - field.length,
    }));
  }
  const replacesFrom = offset - (field.length - equals - 1);
  switch (field.slice(0, equals)) {
    case 'type':
      return MOUNT_TYPES.map((label) => ({
        label,
        kind: 'value',
        documentation: words.mountTypes[label],
        replacesFrom,
      }));
    case 'sharing':
      return ['shared', 'private', 'locked'].map((label) => ({ label, kind: 'value', replacesFrom }));
    case 'from':
      return imagesAndStages(text, replacesFrom, line, surroundings, 'source');
    default:
      return [];
  }
}

/** A `base` is what FROM names; a `source`, of COPY and mounts, may be a stage's number, but not the empty image. */
async function imagesAndStages(
  text: string,
  replacesFrom: number,
  line: number,
  surroundings: LanguageSurroundings,
  place: 'base' | 'source',
): Promise<Completion[]> {
  const { dockerfile: words } = await surroundings.words();
  const stages = stagesBefore(text, line)
    .filter(({ name }) => place === 'source' || !/^\d+$/.test(name))
    .map(({ name, image }): Completion => ({
      label: name,
      kind: 'stage',
      detail: words.stageFrom(image),
      replacesFrom,
    }));
  const images = (await surroundings.imageNames()).map(({ name, detail }): Completion => ({
    label: name,
    kind: 'image',
    detail,
    replacesFrom,
  }));
  const scratch: Completion = { label: 'scratch', kind: 'image', detail: words.emptyImage, replacesFrom };
  return place === 'base' ? [...stages, ...images, scratch] : [...stages, ...images];
}

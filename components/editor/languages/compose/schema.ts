import { composeSchema, stepsOf } from '../../../../emulator/cli/compose/model/validate/compose-schema.ts';
import { valuesOf } from './reference.ts';

/** What of JSON Schema the specification's uses. */
export interface Part {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Part>>;
  readonly patternProperties?: Readonly<Record<string, Part>>;
  readonly additionalProperties?: boolean | Part;
  readonly items?: Part;
  readonly oneOf?: readonly Part[];
  readonly anyOf?: readonly Part[];
  readonly allOf?: readonly Part[];
}

/** All forms that may stand at a path ('-' is an item of a list): none where nothing may. */
export function formsAt(path: readonly string[]): Part[] {
  return path.reduce(
    (parts, step) => parts.flatMap((part) => inner(part, step)).flatMap(forms),
    forms(composeSchema as Part),
  );
}

/** The only values that may stand at a path, by the schema or by the specification's prose; none where any may. */
export function valuesAt(path: readonly string[]): string[] {
  const listed = formsAt(path).flatMap((part) => part.enum ?? []);
  return [...new Set([...valuesOf(path), ...listed.map(String)])];
}

/** A part's alternatives, each without further ones. */
export function forms(part: Part): Part[] {
  const { $ref, oneOf, anyOf, allOf } = part;
  const found = [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])].flatMap(forms);
  if ($ref !== undefined) {
    const target = stepsOf($ref).reduce((at: unknown, key) => (at as Record<string, unknown>)[key], composeSchema);
    found.push(...forms(target as Part));
  }
  return found.length === 0 || part.properties !== undefined || part.type !== undefined ? [part, ...found] : found;
}

/** What may stand under a key. Patterns that only let extensions ('x-…') in are left out. */
function inner(part: Part, step: string): Part[] {
  if (step === '-') return part.items === undefined ? [] : [part.items];
  const known = part.properties?.[step];
  if (known !== undefined) return [known];
  const patterns = Object.entries(part.patternProperties ?? {}).filter(([pattern]) => new RegExp(pattern).test(step));
  if (patterns.length > 0) return patterns.map(([, found]) => found);
  return typeof part.additionalProperties === 'object' ? [part.additionalProperties] : [];
}

/** In English; '' where there is none. The key's own description comes before that of the type it refers to. */
export function describe(path: readonly string[]): string {
  const key = path.at(-1) ?? '';
  const own = formsAt(path.slice(0, -1)).flatMap((form) => inner(form, key));
  const described = [...own, ...own.flatMap(forms)].find(({ description }) => description !== undefined);
  return described?.description ?? '';
}

const typesOf = ({ type }: Part): readonly string[] =>
  type === undefined ? [] : typeof type === 'string' ? [type] : type;

/** Of JSON Schema, those that may stand there. */
export function typesIn(found: readonly Part[]): string[] {
  return [...new Set(found.flatMap(typesOf))].filter((type) => type !== 'null');
}

export const has = (found: readonly Part[], ...types: string[]): boolean =>
  found.some((part) => typesOf(part).some((type) => types.includes(type)));

import { GoStruct, isMap, nilList, nilMap, type GoValue } from './values.ts';

/**
 * What Docker's CLI knows of an object's type beyond its JSON: which fields the daemon leaves out when they are empty,
 * and which objects are Go maps (a missing entry is no error there) and not structs.
 */
export type GoShape =
  | { readonly kind: 'map'; readonly of?: GoShape }
  | { readonly kind: 'list'; readonly of: GoShape }
  | {
      readonly kind: 'struct';
      readonly name: string;
      readonly fields: Readonly<Record<string, GoShape>>;
      /** Fields that may be left out, with the value they then have. */
      readonly omitted: Readonly<Record<string, GoValue>>;
      /** JSON name → Go name, where they differ. */
      readonly goNames: Readonly<Record<string, string>>;
      /** Its fields as `json` prints them, and no others; undefined: as the daemon sent them. */
      readonly order?: readonly FieldInOrder[];
    };

/** A field's name, with what `json` prints when the daemon did not send it; without, it is left out then. */
export type FieldInOrder = string | readonly [name: string, zero: unknown];

export const mapShape: GoShape = { kind: 'map' };
export const listShape = (of: GoShape): GoShape => ({ kind: 'list', of });

/** A list of strings or numbers. */
export const plainListShape: GoShape = { kind: 'list', of: { kind: 'map' } };

export function structShape(
  name: string,
  fields: Readonly<Record<string, GoShape>> = {},
  omitted: Readonly<Record<string, GoValue>> = {},
  goNames: Readonly<Record<string, string>> = {},
  order?: readonly FieldInOrder[],
): GoShape {
  return { kind: 'struct', name, fields, omitted, goNames, order };
}

const unknownStruct = structShape('struct');

/** JSON as a value of the given type. Objects nothing is known of are structs. */
export function typedValue(value: unknown, shape: GoShape = unknownStruct): GoValue {
  if (value === null && shape.kind === 'list') return nilList;
  if (value === null && shape.kind === 'map') return nilMap;
  if (Array.isArray(value))
    return value.map((item) => typedValue(item, shape.kind === 'list' ? shape.of : unknownStruct));
  if (!isMap(value)) return value;
  if (shape.kind === 'map') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typedValue(item, shape.of)]));
  }
  const struct = shape.kind === 'struct' ? shape : unknownStruct;
  if (struct.kind !== 'struct') return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, () => typedValue(item, struct.fields[key])] as const,
  );
  const present = Object.fromEntries(entries.map(([key, read]) => [struct.goNames[key] ?? key, read]));
  const absent = Object.fromEntries(
    Object.entries(struct.omitted)
      .filter(([key]) => !Object.hasOwn(present, key))
      .map(([key, zero]) => [key, () => zero]),
  );
  const printed = struct.order?.flatMap((field) => {
    const [name, ...zero] = typeof field === 'string' ? [field] : field;
    const entry = entries.find(([key]) => key === name);
    return entry ? [entry] : zero.map((value) => [name, () => value] as const);
  });
  const json = (): unknown => Object.fromEntries((printed ?? entries).map(([key, read]) => [key, read()]));
  return new GoStruct(struct.name, { ...present, ...absent }, {}, json);
}

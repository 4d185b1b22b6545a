import { z } from 'zod';

/** A few words in Markdown. */
const words = z.string().min(1);

const TONES = ['focus', 'writable', 'readonly', 'gone'] as const;
export type Tone = (typeof TONES)[number];

/** One thing in a picture. Things in `items` stand beside each other (`across`) or one below the other. */
export type PictureItem =
  | {
      readonly kind: 'box';
      readonly label: string;
      readonly note: string | undefined;
      readonly tone: Tone | undefined;
      readonly inside: PictureGroup | undefined;
    }
  | ({ readonly kind: 'group' } & PictureGroup)
  /** From the thing before to the thing after, and back again when `back` is given; either may be without words. */
  | { readonly kind: 'arrow'; readonly label: string; readonly back: string | undefined };

export interface PictureGroup {
  readonly across: boolean;
  readonly items: readonly PictureItem[];
}

/** `picture`: boxes in boxes, rows, columns and arrows, which the page draws. */
export interface Picture extends PictureGroup {
  readonly caption: string;
}

const group = {
  get row() {
    return z.array(item).min(1).optional();
  },
  get column() {
    return z.array(item).min(1).optional();
  },
};

const groupOf = (
  { row, column }: { row?: PictureItem[] | undefined; column?: PictureItem[] | undefined },
  context: z.RefinementCtx,
): PictureGroup | undefined => {
  if (row !== undefined && column !== undefined)
    context.addIssue({ code: 'custom', message: 'row or column, not both' });
  const items = row ?? column;
  return items && { across: row !== undefined, items };
};

const item: z.ZodType<PictureItem, unknown> = z.lazy(() =>
  z.unknown().transform((value, context): PictureItem => {
    const isMap = typeof value === 'object' && value !== null;
    const schema = !isMap ? plainBox : 'arrow' in value ? arrow : 'box' in value ? box : plainGroup;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }),
);

const plainBox = words.transform((label): PictureItem => ({
  kind: 'box',
  label,
  note: undefined,
  tone: undefined,
  inside: undefined,
}));

const arrow = z
  .strictObject({ arrow: words.nullable(), back: words.nullable().optional() })
  .transform(({ arrow, back }): PictureItem => ({
    kind: 'arrow',
    label: arrow ?? '',
    back: back === null ? '' : back,
  }));

const box = z
  .strictObject({ box: words, note: words.optional(), tone: z.enum(TONES).optional(), ...group })
  .transform(({ box, note, tone, ...rest }, context): PictureItem => ({
    ...{ kind: 'box', label: box, note, tone },
    inside: groupOf(rest, context),
  }));

const plainGroup = z.strictObject(group).transform((fields, context): PictureItem => {
  const found = groupOf(fields, context);
  if (found !== undefined) return { kind: 'group', ...found };
  context.addIssue({ code: 'custom', message: 'a text, or one of box, arrow, row, column is wanted here' });
  return z.NEVER;
});

export const pictureSchema = z
  .strictObject({ caption: words, ...group })
  .transform(({ caption, ...rest }, context): Picture => {
    const found = groupOf(rest, context);
    if (found !== undefined) return { caption, ...found };
    context.addIssue({ code: 'custom', message: 'a picture has a row or a column' });
    return z.NEVER;
  });

/** What is where, without its words: the same in all languages. */
export function shapeOf({ across, items }: PictureGroup): unknown {
  const shapes = items.map((item) => {
    if (item.kind === 'group') return shapeOf(item);
    if (item.kind === 'arrow') return { arrow: item.back === undefined ? 'there' : 'and back' };
    return { box: item.tone ?? 'plain', ...(item.inside && { inside: shapeOf(item.inside) }) };
  });
  return across ? { row: shapes } : { column: shapes };
}

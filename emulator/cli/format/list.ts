import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { GoMapWithMethods, GoStruct, sortedKeys, type GoValue } from '../template/values.ts';
import { alignColumns } from './tabwriter.ts';

export interface ListOptions {
  readonly truncate: boolean;
}

/** What a list (containers, images …) shows of each item, by the names --format uses. */
export interface ListKind<T> {
  /** As template errors name it: '*formatter.ContainerContext'. */
  readonly typeName: string;
  /** Field → column header. */
  readonly headers: Readonly<Record<string, string>>;
  fields(item: T, options: ListOptions): Readonly<Record<string, () => GoValue>>;
  labels?(item: T): Readonly<Record<string, string>> | null | undefined;
}

export function listItem<T>(kind: ListKind<T>, item: T, options: ListOptions): GoStruct {
  const fields = kind.fields(item, options);
  const labels = kind.labels;
  const methods: Record<string, (name: GoValue) => GoValue> = labels
    ? { Label: (name: GoValue) => labels(item)?.[String(name)] ?? '' }
    : {};
  const json = (): unknown => Object.fromEntries(sortedKeys(fields).map((name) => [name, fields[name]?.()]));
  return new GoStruct(kind.typeName, fields, methods, json, true);
}

/** `format`: 'table', 'table TEMPLATE', 'json' or a template, as Docker's --format takes them. */
export async function writeList<T>(
  cli: Cli,
  kind: ListKind<T>,
  format: string,
  items: readonly T[],
  options: ListOptions,
): Promise<void> {
  await cli.out(formatList(kind, format, items, options));
}

export function formatList<T>(kind: ListKind<T>, format: string, items: readonly T[], options: ListOptions): string {
  const isTable = format.startsWith('table');
  const source = isTable ? format.slice('table'.length) : format === 'json' ? '{{json .}}' : format;
  const trimmed = source
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  const template = wrapErrors(() => compileTemplate(trimmed));
  const rows = items.map((item) => wrapErrors(() => template.execute(listItem(kind, item, options))));
  const text = rows.map((row) => `${row}\n`).join('');
  return isTable ? alignColumns(`${header(kind, template)}\n${text}`, { minWidth: 10, padding: 3 }) : text;
}

function header<T>(kind: ListKind<T>, template: Template): string {
  const label = (name: GoValue): string => (String(name).split('.').at(-1) ?? '').replace(/[-_]/g, ' ');
  const fields = Object.fromEntries(Object.entries(kind.headers).map(([name, text]) => [name, () => text]));
  try {
    return template.executeHeader(new GoMapWithMethods('formatter.SubHeaderContext', fields, { Label: label }));
  } catch {
    return ''; // a template that fits the rows but not the header: Docker leaves the line empty, too
  }
}

function wrapErrors<R>(action: () => R): R {
  try {
    return action();
  } catch (error) {
    throw new CliError(`template parsing error: ${errorMessage(error)}`);
  }
}

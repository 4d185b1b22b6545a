import { jsonLines } from '../api/json-lines.ts';
import type { Command } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { isoNanoseconds, parseTimestamp } from '../format/go-time.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { parseJson } from '../template/json.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { mapShape, structShape, typedValue } from '../template/shapes.ts';
import { filterFlag, filtersQuery, inspectFormatFlag } from './common-flags.ts';

interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> | null };
  /** Unix seconds. */
  readonly time: number;
}

const eventShape = structShape(
  '*events.Message',
  { Actor: structShape('events.Actor', { Attributes: mapShape }) },
  { Status: '', ID: '', From: '', Scope: '' },
  { status: 'Status', id: 'ID', from: 'From', scope: 'Scope', time: 'Time', timeNano: 'TimeNano' },
);

const emptyEvent = { Type: '', Action: '', Actor: { ID: '', Attributes: {} }, time: 0, timeNano: 0 };

function eventTemplate(format: string): Template | undefined {
  if (format === '' || format === 'json') return undefined;
  try {
    const template = compileTemplate(format);
    // a field that events do not have is said before any event comes
    template.execute(typedValue(emptyEvent, eventShape));
    return template;
  } catch (error) {
    throw new CliError(`Error parsing format: ${errorMessage(error)}`, 64);
  }
}

function eventLine(message: EventMessage, text: string): string {
  // more digits than a number holds exactly
  const nanoseconds = BigInt(/"timeNano":(\d+)/.exec(text)?.[1] ?? 0);
  const attributes = Object.entries(message.Actor.Attributes ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const shown = attributes.length > 0 ? ` (${attributes.join(', ')})` : '';
  return `${isoNanoseconds(message.time, nanoseconds)} ${message.Type} ${message.Action} ${message.Actor.ID}${shown}\n`;
}

function timeQuery(text: string): string | undefined {
  return text === '' ? undefined : parseTimestamp(text, Date.now());
}

export const systemEvents: Command = {
  name: 'events',
  use: '[OPTIONS]',
  short: 'Get real time events from the server',
  aliasLine: 'docker system events, docker events',
  flags: [
    filterFlag('Filter output based on conditions provided', 'f'),
    inspectFormatFlag,
    { name: 'since', type: flagTypes.string, help: 'Show all events created since timestamp' },
    { name: 'until', type: flagTypes.string, help: 'Stream events until this timestamp' },
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const format = flags.string('format');
    const template = eventTemplate(format);
    const { body } = await cli.api.stream('GET', '/events', {
      query: {
        since: timeQuery(flags.string('since')),
        until: timeQuery(flags.string('until')),
        filters: filtersQuery(flags),
      },
    });
    for await (const { value, text } of jsonLines<EventMessage>(body)) {
      if (template) await cli.out(`${template.execute(typedValue(parseJson(text), eventShape))}\n`);
      else await cli.out(format === 'json' ? `${text}\n` : eventLine(value, text));
    }
  },
};

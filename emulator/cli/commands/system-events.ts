import { jsonLines } from '../api/json-lines.ts';
import type { Command } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { isoNanoseconds } from '../format/go-time.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { mapShape, structShape, typedValue } from '../template/shapes.ts';
import { filterFlag, filtersQuery, inspectFormatFlag } from './common-flags.ts';
import { timeQuery } from './container-logs.ts';

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
  { Status: '', ID: '', From: '', Type: '', Action: '', Scope: '', Time: 0, TimeNano: 0, Actor: {} },
);

/** The fields of an event whose names in templates are not those in JSON. */
function eventValue(message: Readonly<Record<string, unknown>>): unknown {
  const { status, id, from, scope, time, timeNano, ...rest } = message;
  return {
    Status: status ?? '',
    ID: id ?? '',
    From: from ?? '',
    Scope: scope ?? '',
    Time: time,
    TimeNano: timeNano,
    ...rest,
  };
}

function eventTemplate(format: string): Template | undefined {
  if (format === '' || format === 'json') return undefined;
  try {
    const template = compileTemplate(format);
    // a field that events do not have is said before any event comes
    template.execute(typedValue(eventValue({ Type: '', Action: '', Actor: { ID: '', Attributes: {} } }), eventShape));
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
        since: timeQuery('since', flags.string('since')),
        until: timeQuery('until', flags.string('until')),
        filters: filtersQuery(flags),
      },
    });
    for await (const { value, text } of jsonLines<EventMessage & Record<string, unknown>>(body)) {
      if (template) await cli.out(`${template.execute(typedValue(eventValue(value), eventShape))}\n`);
      else await cli.out(format === 'json' ? `${text}\n` : eventLine(value, text));
    }
  },
};

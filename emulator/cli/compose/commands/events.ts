import { jsonLines } from '../../api/json-lines.ts';
import type { Invocation } from '../../command.ts';
import { isoNanoseconds } from '../../format/go-time.ts';
import { goJson } from '../model/output/go-json.ts';
import { label, labelFilters } from '../project/labels.ts';
import { projectNameOf } from './project.ts';

interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> | null };
  /** Unix seconds. */
  readonly time: number;
}

/** `docker compose events`: what happens to the project's containers, until a signal ends it. */
export async function runEvents(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const project = (await projectNameOf(invocation)).toLowerCase();
  const filters = labelFilters([`${label.project}=${project}`]);
  const { body } = await cli.api.stream('GET', '/events', { query: { filters } });
  for await (const { value, text } of jsonLines<EventMessage>(body)) {
    const all = value.Actor.Attributes ?? {};
    const service = all[label.service] ?? '';
    if (value.Type !== 'container' || all[label.oneOff] === 'True') continue;
    if (args.length > 0 && !args.includes(service)) continue;
    const attributes = Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => !name.startsWith('com.docker.compose.'))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    // more digits than a number holds exactly
    const nanoseconds = BigInt(/"timeNano":(\d+)/.exec(text)?.[1] ?? 0);
    const time = isoNanoseconds(value.time, nanoseconds);
    const { Action: action, Actor: actor } = value;
    if (flags.bool('json')) {
      const shown = { action, attributes, id: actor.ID, service, time: withoutZeros(time), type: 'container' };
      await cli.out(`${goJson(shown)}\n`);
      continue;
    }
    const pairs = Object.entries(attributes).map(([name, one]) => `${name}=${one}`);
    // an empty line after each, as compose has it
    await cli.out(`${microseconds(time)} container ${action} ${actor.ID} (${pairs.join(', ')})\n\n`);
  }
}

/** '2026-01-02T03:04:05.120000000Z' → '2026-01-02T03:04:05.12Z' (Go's RFC3339Nano). */
const withoutZeros = (time: string): string => time.replace(/\.?0+Z$/, 'Z');

/** → '2026-01-02 03:04:05.120000' */
const microseconds = (time: string): string => time.replace('T', ' ').replace(/\d{3}Z$/, '');

import { z } from 'zod';
import { kind } from '../kind.ts';
import { container, get } from '../machine.ts';
import { matches, pattern } from '../patterns.ts';

/** GET /containers/{id}/top */
interface Top {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[];
}

export const process = kind({
  schema: z.strictObject({
    container: z.string(),
    /** Found in the command line of a process. */
    command: pattern,
    user: z.string().optional(),
    absent: z.literal(true).optional(),
  }),
  async look(wanted, machine, say) {
    const name = wanted.container;
    const details = await container(machine, name);
    if (details === undefined) return say.noContainerCalled(name);
    if (details.State.Pid === 0) return say.containerNotRunning(name);
    const top = await get<Top>(machine, `/containers/${encodeURIComponent(name)}/top`);
    const column = (title: RegExp) => top?.Titles.findIndex((found) => title.test(found)) ?? -1;
    const [command, user] = [column(/^(CMD|COMMAND)$/), column(/^(UID|USER)$/)];
    const fitting = top?.Processes.filter((line) => matches(wanted.command, line[command] ?? '')) ?? [];
    const shown = `/${wanted.command}/`;
    if (wanted.absent) return fitting.length === 0 ? undefined : say.processThere(name, shown);
    if (fitting.length === 0) return say.noProcess(name, shown);
    if (wanted.user === undefined || fitting.some((line) => line[user] === wanted.user)) return undefined;
    return say.processUser(name, fitting[0]![user] ?? '', wanted.user);
  },
});

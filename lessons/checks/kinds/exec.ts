import { z } from 'zod';
import { kind } from '../kind.ts';
import { container as inspect, type LessonMachine } from '../machine.ts';
import type { Messages } from '../messages/messages.ts';
import { missingIn, textFields, type WantedText } from '../patterns.ts';

const result = { exitCode: z.number().int().min(0).max(255).default(0), ...textFields };

/** A command in a running container, as `docker exec` runs it. */
export const exec = kind({
  schema: z.strictObject({ container: z.string(), command: z.array(z.string()).min(1), ...result }),
  async look({ container, command, ...wanted }, machine, say) {
    const details = await inspect(machine, container);
    if (details === undefined) return say.noContainerCalled(container);
    if (details.State.Pid === 0) return say.containerNotRunning(container);
    return run(['docker', 'exec', container, ...command], command.join(' '), wanted, machine, say);
  },
});

/** The way out where no other kind fits: a script of the machine's shell, in /workspace. */
export const shell = kind({
  schema: z.strictObject({ run: z.string().min(1), ...result }),
  look: ({ run: script, ...wanted }, machine, say) => run(['sh', '-c', script], script.trim(), wanted, machine, say),
});

async function run(
  argv: readonly string[],
  shown: string,
  wanted: WantedText & { exitCode: number },
  machine: LessonMachine,
  say: Messages,
): Promise<string | undefined> {
  const { code, stdout, stderr } = await machine.runCommand(argv);
  if (code !== wanted.exitCode) return say.commandFailed(shown, code);
  const missing = missingIn(stdout + stderr, wanted);
  return missing && say.commandWithout(shown, missing);
}

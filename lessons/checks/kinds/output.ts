import { z } from 'zod';
import { kind } from '../kind.ts';
import { container as inspect } from '../machine.ts';
import { missingIn, textFields } from '../patterns.ts';

/** What a container has printed, both streams (`docker logs`). */
export const output = kind({
  schema: z
    .strictObject({ container: z.string(), absent: z.literal(true).optional(), ...textFields })
    .refine(({ contains, matches }) => contains !== undefined || matches !== undefined, 'one of contains and matches'),
  async look({ container, absent, ...wanted }, machine, say) {
    if ((await inspect(machine, container)) === undefined) return say.noContainerCalled(container);
    const { stdout, stderr } = await machine.runCommand(['docker', 'logs', container]);
    const missing = missingIn(stdout + stderr, wanted);
    if (absent) return missing === undefined ? say.outputWith(container, shown(wanted)) : undefined;
    return missing && say.outputWithout(container, missing);
  },
});

const shown = ({ contains, matches }: { contains?: string | undefined; matches?: string | undefined }) =>
  contains ?? `/${matches}/`;

import { z } from 'zod';
import { kind } from '../kind.ts';
import { container, get } from '../machine.ts';

export const volume = kind({
  schema: z.strictObject({
    name: z.string(),
    absent: z.literal(true).optional(),
    /** Mounted in this container. */
    usedBy: z.string().optional(),
  }),
  async look({ name, absent, usedBy }, machine, say) {
    const found = await get(machine, `/volumes/${encodeURIComponent(name)}`);
    if (absent) return found === undefined ? undefined : say.volumeThere(name);
    if (found === undefined) return say.noVolume(name);
    if (usedBy === undefined) return undefined;
    const user = await container(machine, usedBy);
    if (user === undefined) return say.noContainerCalled(usedBy);
    return user.Mounts.some(({ Name }) => Name === name) ? undefined : say.volumeUnused(name, usedBy);
  },
});

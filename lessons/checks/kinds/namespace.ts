import { z } from 'zod';
import { kind } from '../kind.ts';
import { processId } from '../machine.ts';

/** Two processes in one namespace, or in two: /proc/PID/ns (namespaces(7)). */
export const namespace = kind({
  schema: z
    .strictObject({
      container: z.string(),
      type: z.enum(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts']),
      /** Another container, or 'machine'. */
      sharedWith: z.string().optional(),
      apartFrom: z.string().optional(),
    })
    .refine(
      ({ sharedWith, apartFrom }) => (sharedWith === undefined) !== (apartFrom === undefined),
      'one of sharedWith and apartFrom',
    ),
  async look({ container, type, sharedWith, apartFrom }, machine, say) {
    const other = (sharedWith ?? apartFrom)!;
    const namespaces: string[] = [];
    for (const name of [container, other]) {
      const pid = name === 'machine' ? 1 : await processId(machine, name);
      if (pid === undefined) return say.containerNotRunning(name);
      // One at a time: the readlink of busybox takes no second path.
      const { code, stdout } = await machine.runCommand(['readlink', `/proc/${pid}/ns/${type}`]);
      if (code !== 0) return say.containerNotRunning(name);
      namespaces.push(stdout.trim());
    }
    const [one, two] = namespaces;
    const name = other === 'machine' ? say.theMachine : other;
    if (one === two) return apartFrom === undefined ? undefined : say.namespaceShared(type, container, name);
    return sharedWith === undefined ? undefined : say.namespaceApart(type, container, name);
  },
});

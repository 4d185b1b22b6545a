import { z } from 'zod';
import { kind } from '../kind.ts';
import { processId } from '../machine.ts';
import { byteSize } from '../patterns.ts';

/** A file of the container's cgroup, read from /sys/fs/cgroup (Documentation/admin-guide/cgroup-v2.rst). */
export const cgroup = kind({
  schema: z
    .strictObject({
      container: z.string(),
      /** memory.max */
      file: z.string().regex(/^[a-z]+\.[a-z_.]+$/, 'a file of a cgroup, such as memory.max'),
      /** Its whole content, without the line's end. */
      equals: z.string().optional(),
      atMost: byteSize.optional(),
      atLeast: byteSize.optional(),
    })
    .refine(
      ({ equals, atMost, atLeast }) => equals !== undefined || atMost !== undefined || atLeast !== undefined,
      'one of equals, atMost and atLeast',
    ),
  async look({ container, file, equals, atMost, atLeast }, machine, say) {
    const pid = await processId(machine, container);
    if (pid === undefined) return say.containerNotRunning(container);
    const script = 'cat "/sys/fs/cgroup$(sed s/^0::// "/proc/$1/cgroup")/$2"';
    const { code, stdout } = await machine.runCommand(['sh', '-c', script, 'sh', String(pid), file]);
    if (code !== 0) return say.noCgroupFile(container, file);
    const is = stdout.trim();
    const fault = (wanted: string) => say.cgroup(container, file, is, wanted);
    if (equals !== undefined && is !== equals) return fault(equals);
    // 'max' is more than any number.
    const number = is === 'max' ? Infinity : Number(is);
    if (atMost !== undefined && !(number <= atMost)) return fault(say.atMost(String(atMost)));
    if (atLeast !== undefined && !(number >= atLeast)) return fault(say.atLeast(String(atLeast)));
    return undefined;
  },
});

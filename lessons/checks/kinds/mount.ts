import { z } from 'zod';
import { kind } from '../kind.ts';
import { processId } from '../machine.ts';

/** A mount as the container's process has it: /proc/PID/mountinfo (proc(5)). */
export const mount = kind({
  schema: z.strictObject({
    container: z.string(),
    at: z.string().startsWith('/'),
    /** 'overlay', 'ext4', 'tmpfs', ... */
    type: z.string().optional(),
    readOnly: z.boolean().optional(),
  }),
  async look({ container, at, type, readOnly }, machine, say) {
    const pid = await processId(machine, container);
    if (pid === undefined) return say.containerNotRunning(container);
    const { stdout } = await machine.runCommand(['cat', `/proc/${pid}/mountinfo`]);
    // The last one hides those before it.
    const found = stdout
      .split('\n')
      .map(parse)
      .findLast((line) => line?.at === at);
    if (found === undefined) return say.noMount(container, at);
    if (type !== undefined && found.type !== type) return say.mountType(at, found.type, type);
    if (readOnly === undefined || found.isReadOnly === readOnly) return undefined;
    return readOnly ? say.mountWritable(at) : say.mountReadOnly(at);
  },
});

interface MountLine {
  readonly at: string;
  readonly type: string;
  readonly isReadOnly: boolean;
}

/** '36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue' */
function parse(line: string): MountLine | undefined {
  const [before, after] = line.split(' - ');
  const [, , , , at, options] = before?.split(' ') ?? [];
  const type = after?.split(' ')[0];
  if (at === undefined || options === undefined || type === undefined) return undefined;
  return { at, type, isReadOnly: options.split(',').includes('ro') };
}

import { z } from 'zod';
import { kind } from '../kind.ts';
import { missingIn, textFields } from '../patterns.ts';

/** A request from the machine to one of its ports, as a browser makes it to localhost. */
export const http = kind({
  schema: z.strictObject({
    port: z.number().int().min(1).max(65535),
    path: z.string().startsWith('/').default('/'),
    status: z.number().int().default(200),
    /** Nobody listens there. */
    absent: z.literal(true).optional(),
    ...textFields,
  }),
  async look(wanted, machine, say) {
    const url = `http://localhost:${wanted.port}${wanted.path}`;
    // Not -T: the wget of Debian's busybox 1.35 ends with a segmentation fault when it is given.
    const { stdout, stderr } = await machine.runCommand(['timeout', '10', 'wget', '-q', '-S', '-O', '-', url]);
    // The last one, behind redirections.
    const status = [...stderr.matchAll(/^\s*HTTP\/[\d.]+ (\d{3})/gm)].at(-1)?.[1];
    if (wanted.absent) return status === undefined ? undefined : say.answerThere(url);
    if (status === undefined) return say.noAnswer(url);
    if (Number(status) !== wanted.status) return say.answerStatus(url, Number(status), wanted.status);
    const missing = missingIn(stdout, wanted);
    return missing && say.answerWithout(url, missing);
  },
});

import { z } from 'zod';

/**
 * `laptop`: runs a folder of the workspace with a Node in the browser, as a laptop without containers would, where the
 * site's operator and the learner's network let it (components/lesson/laptop/).
 */
export const laptopSchema = z.strictObject({
  /** Relative to /workspace. Its `node_modules` stay behind. */
  folder: z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'a folder of the workspace, such as node-app'),
  /** Run first, to its end: 'npm install'. Programs and their arguments, split at spaces: there is no shell. */
  install: z.string().min(1).optional(),
  /** Serves a page: 'node server.js'. */
  run: z.string().min(1),
});

export type Laptop = z.infer<typeof laptopSchema>;

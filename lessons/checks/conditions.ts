import { z } from 'zod';
import type { Language } from '../language.ts';
import type { ConditionKind } from './kind.ts';
import { cgroup } from './kinds/cgroup.ts';
import { container } from './kinds/container.ts';
import { exec, shell } from './kinds/exec.ts';
import { file } from './kinds/file.ts';
import { http } from './kinds/http.ts';
import { image } from './kinds/image.ts';
import { mount } from './kinds/mount.ts';
import { namespace } from './kinds/namespace.ts';
import { network } from './kinds/network.ts';
import { output } from './kinds/output.ts';
import { process } from './kinds/process.ts';
import { volume } from './kinds/volume.ts';
import type { LessonMachine } from './machine.ts';
import { messages } from './messages/messages.ts';

/** All that a lesson can look at, by the word that authors write. */
export const conditionKinds = {
  ...{ container, image, volume, network, file, http, process, cgroup, mount, namespace, output, exec, shell },
};

export type ConditionName = keyof typeof conditionKinds;

/** `wanted` fits the schema of the kind. */
export interface Condition {
  readonly kind: ConditionName;
  readonly wanted: unknown;
}

const names = Object.keys(conditionKinds) as ConditionName[];

/** `{ container: {...} }`: one key, that of the kind. */
export const conditionSchema = z.record(z.string(), z.unknown()).transform((fields, context): Condition => {
  const keys = Object.keys(fields);
  const [name] = keys;
  if (keys.length !== 1 || !names.includes(name as ConditionName)) {
    context.addIssue({
      code: 'custom',
      message: `one of ${names.join(', ')} is wanted here, not ${keys.join(', ') || 'nothing'}`,
    });
    return z.NEVER;
  }
  const parsed = conditionKinds[name as ConditionName].schema.safeParse(fields[name!]);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [name!, ...path], message });
    }
    return z.NEVER;
  }
  return { kind: name as ConditionName, wanted: parsed.data };
});

/** Undefined when it holds; else why not. Rejects when the machine cannot be asked. */
export function look(condition: Condition, machine: LessonMachine, language: Language): Promise<string | undefined> {
  const kind = conditionKinds[condition.kind] as unknown as ConditionKind;
  return kind.look(condition.wanted, machine, messages[language]);
}

import type { Project } from '../model/types/project.ts';
import { label, projectLabels } from './labels.ts';
import { composeVersionNumber } from './version.ts';

export interface LabelSource {
  readonly project: Project;
  readonly service: string;
  /** Undefined when it is not known to be here. */
  readonly imageId: string | undefined;
  /** `--env-file`, absolute. */
  readonly envFiles: readonly string[];
}

/** The labels of a service's containers that are the same for all of them and stand in no file. */
export function serviceLabels({ project, service, imageId, envFiles }: LabelSource): Record<string, string> {
  return {
    ...projectLabels(project, composeVersionNumber),
    [label.service]: service,
    [label.oneOff]: 'False',
    [label.workingDir]: project.workingDir,
    [label.configFiles]: project.composeFiles.join(','),
    ...(envFiles.length > 0 ? { [label.environmentFile]: envFiles.join(',') } : {}),
    ...(imageId === undefined ? {} : { [label.image]: imageId }),
  };
}

import { checkDockerfile } from '../../build/check.ts';
import type { Project } from '../model/types/project.ts';
import { contextOf, servicesToBuild, type BuildOptions } from './build.ts';
import type { ComposeContext } from './context.ts';

/** `docker compose build --check`: what is wrong with the services' Dockerfiles, each under its service's name. */
export async function checkBuilds(context: ComposeContext, project: Project, options: BuildOptions): Promise<number> {
  const services = servicesToBuild(context, project, options);
  let code = 0;
  for (const [index, name] of [...services.keys()].toSorted().entries()) {
    await context.cli.out(`${index > 0 ? '\n' : ''}${name}\n\n`);
    const build = await contextOf(context, services.get(name)?.build ?? {});
    await build.archive?.cancel();
    code = (await checkDockerfile(context.cli, build)) || code;
  }
  return code;
}

import { errorMessage } from '../../../errors.ts';
import type { ComposeFiles } from '../files.ts';
import { ComposeError } from '../problem.ts';
import type { Mapping } from '../types/common.ts';
import type { Project } from '../types/project.ts';
import type { EnvFile, Service } from '../types/service.ts';
import { parseDotenv, parseRawEnv } from '../variables/dotenv.ts';
import type { Lookup } from '../variables/template.ts';

/** The project with the files of `env_file` in the `environment` of its services. Throws ComposeError. */
export async function withEnvironmentResolved(project: Project, files: ComposeFiles): Promise<Project> {
  const services: Record<string, Service> = {};
  for (const [name, service] of Object.entries(project.services)) {
    services[name] = await resolved(service, project.environment, files);
  }
  return { ...project, services };
}

async function resolved(service: Service, environment: Mapping, files: ComposeFiles): Promise<Service> {
  const { env_file: envFiles = [], ...rest } = service;
  const own = Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([key, value]) => [key, value ?? environment[key] ?? null]),
  );
  if (envFiles.length === 0) return service.environment ? { ...rest, environment: own } : rest;
  const variables: Record<string, string> = {};
  for (const [key, value] of Object.entries(own)) if (value !== null) variables[key] = value;
  // the project's variables go first in what is replaced, then the service's own
  const lookup: Lookup = (name) => environment[name] ?? own[name] ?? undefined;
  for (const file of envFiles) await readInto(variables, file, files, lookup);
  return { ...rest, environment: { ...variables, ...own } };
}

async function readInto(
  variables: Record<string, string>,
  { path, required, format }: EnvFile,
  files: ComposeFiles,
  lookup: Lookup,
): Promise<void> {
  const found = await files.stat(path, true);
  if (!found && !required) return;
  const missing = `stat ${path}: no such file or directory`;
  if (!found) throw new ComposeError(`env file ${path} not found: ${missing}`);
  if (found.isDirectory) throw new ComposeError(`read ${path}: is a directory`);
  const text = new TextDecoder().decode(await files.read(path));
  try {
    if (format === undefined || format === '.env') parseDotenv(text, variables, lookup);
    else if (format === 'raw') parseRawEnv(text, variables, lookup);
    else throw new ComposeError(`unsupported env_file format "${format}"`);
  } catch (error) {
    if (error instanceof ComposeError) throw error;
    throw new ComposeError(`failed to read ${path}: ${errorMessage(error)}`);
  }
}

/** The project with the files of `label_file` in the labels of its services. Throws ComposeError. */
export async function withLabelsResolved(project: Project, files: ComposeFiles): Promise<Project> {
  const services: Record<string, Service> = {};
  for (const [name, service] of Object.entries(project.services)) {
    const { label_file: paths, ...rest } = service;
    if (!paths) {
      services[name] = service;
      continue;
    }
    const labels: Record<string, string> = {};
    for (const path of paths) {
      if (!(await files.stat(path, true))) {
        throw new ComposeError(`label file ${path} not found: stat ${path}: no such file or directory`);
      }
      const text = new TextDecoder().decode(await files.read(path));
      try {
        parseDotenv(text, labels, (key) => labels[key]);
      } catch (error) {
        throw new ComposeError(`failed to read ${path}: ${errorMessage(error)}`);
      }
    }
    services[name] = { ...rest, labels: { ...labels, ...service.labels } };
  }
  return { ...project, services };
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFlags } from '../commands/project-flags.ts';
import { parseFlags } from '../../parse/flags.ts';
import type { ComposeFiles } from '../model/files.ts';
import { loadProject } from '../model/load-project.ts';
import { configText } from '../model/output/config-text.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { scenarios, type Scenario } from './v1-scenarios.ts';

/** Debian's docker-compose 1.29: `config` needs no daemon. */
const DOCKER_COMPOSE = '/usr/bin/docker-compose';
const PATIENCE_MS = 60_000;

const nodeFiles: ComposeFiles = {
  read: (path) => readFile(path),
  stat: async (path) => {
    const found = await stat(path).catch(() => undefined);
    return found && { isDirectory: found.isDirectory(), realPath: path };
  },
};

interface Printed {
  readonly code: number;
  readonly text: string;
}

function runV1(folder: string, { flags = [], environment = {} }: Scenario): Promise<Printed> {
  const env = { NODE_ENV: 'test' as const, PATH: process.env['PATH'], HOME: '/root', ...environment };
  const options = { cwd: folder, env };
  return new Promise((resolve) => {
    execFile(DOCKER_COMPOSE, ['-p', 'demo', ...flags, 'config'], options, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, text: error ? stderr : stdout });
    });
  });
}

function load(folder: string, { flags = [], environment = {} }: Scenario, text?: string): Promise<Project> {
  const parsed = parseFlags(projectFlags, flags, false).flags;
  return loadProject(nodeFiles, {
    workingDirectory: folder,
    environment: { HOME: '/root', ...environment },
    projectName: 'demo',
    files: text === undefined ? parsed.list('file') : ['-'],
    envFiles: parsed.list('env-file'),
    profiles: parsed.list('profile'),
    stdin: () => Promise.resolve(text ?? ''),
  });
}

/** What 1.29 prints of a project and what it means: its `config` leaves out what ours says. */
async function withProject(scenario: Scenario, test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-compose-v1-'));
  try {
    for (const [path, text] of Object.entries(scenario.files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Concurrent, for most of the time is Python's start. Where the program is missing there is nothing to compare with: `apt-get install docker-compose`.
describe.skipIf(!existsSync(DOCKER_COMPOSE)).concurrent('config beside docker-compose 1.29', () => {
  it.each(scenarios.filter((scenario) => !scenario.fails).map((scenario) => [scenario.name, scenario] as const))(
    '%s: the same project',
    { timeout: PATIENCE_MS },
    async (_, scenario) => {
      await withProject(scenario, async (folder) => {
        const theirs = await runV1(folder, scenario);
        expect(theirs).toMatchObject({ code: 0 });
        // what 1.29 makes of the files, read by ours, is what ours makes of the files
        const reread = await load(folder, scenario, theirs.text);
        const ours = await load(folder, scenario);
        expect(comparable(ours)).toEqual(comparable(reread));
      });
    },
  );

  it.each(scenarios.filter((scenario) => scenario.fails).map((scenario) => [scenario.name, scenario] as const))(
    '%s: refused by both',
    { timeout: PATIENCE_MS },
    async (_, scenario) => {
      await withProject(scenario, async (folder) => {
        expect((await runV1(folder, scenario)).code).not.toBe(0);
        await expect(load(folder, scenario)).rejects.toMatchObject({ name: 'ComposeError' });
      });
    },
  );
});

/** The text of `config`, without what 1.29 does not say: extensions, the order of volumes, null for an empty mapping. */
function comparable(project: Project): string[] {
  const { extensions: _, ...rest } = project;
  const services = Object.entries(rest.services).map(([name, service]): [string, Service] => {
    const volumes = service.volumes?.toSorted((a, b) => (a.target < b.target ? -1 : 1));
    const networks = Object.entries(service.networks ?? {}).map(([key, network]) => [key, network ?? {}] as const);
    return [name, { ...service, volumes, networks: Object.fromEntries(networks) }];
  });
  return configText({ ...rest, services: Object.fromEntries(services) }, 'yaml').split('\n');
}

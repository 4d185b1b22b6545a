import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKitClient, type Client } from './clients.ts';
import { madeUpSince, type MadeUp } from './engine-api.ts';
import type { Engine } from './engines.ts';
import { mortal } from './processes.ts';
import type { Scenario } from './scenario.ts';

/** All steps together. */
const TIMEOUT_MS = 55_000;
const RECORD = '\x1e';
const PROGRAMS = fileURLToPath(new URL('clients', import.meta.url));

/** What one step gave. `code` is undefined when the scenario did not come to its end in time. */
export interface StepOutcome {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
}

/** One play of a scenario. */
export interface Played {
  readonly steps: readonly StepOutcome[];
  readonly madeUp: MadeUp;
  readonly tookMs: number;
}

/** Runs the steps in one shell, in an empty folder, in the engine's network namespace; ends what is left of them. */
export async function play(scenario: Scenario, client: Client, engine: Engine): Promise<Played> {
  const startedMs = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'slipway-scenario-'));
  const file = (name: string) => join(folder, name);
  try {
    writeFileSync(file('script'), shellScript(scenario.steps));
    await run(folder, client, engine);
    const read = (name: string) =>
      existsSync(file(name)) ? splitRecords(readFileSync(file(name), 'utf8').replaceAll(folder, '/tmp/folder')) : [];
    const [out, err, codes] = [read('out'), read('err'), read('codes')];
    const steps = scenario.steps.map((command, index) => ({
      command,
      stdout: out[index] ?? '',
      stderr: err[index] ?? '',
      code: codes[index] === undefined ? undefined : Number(codes[index]),
    }));
    const madeUp = await madeUpSince(engine.socket, Math.floor(startedMs / 1000), scenario.steps.join('\n'));
    return { steps, madeUp, tookMs: Date.now() - startedMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The script in a process namespace of its own, whose end is the end of every process in it. */
async function run(folder: string, client: Client, engine: Engine): Promise<void> {
  const shell = 'mkdir work && cd work && exec sh ../script >../out 2>../err 3>../codes </dev/null';
  const isolated = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', shell];
  const [program, ...args] = mortal('nsenter', `--net=/proc/${engine.pid}/ns/net`, ...isolated);
  const child = spawn(program, args, {
    cwd: folder,
    stdio: 'ignore',
    env: {
      NODE_ENV: 'production',
      PATH: `${client.folder}:${process.env['PATH']}`,
      HOME: folder,
      TERM: 'dumb',
      LANG: 'C',
      NODE: process.execPath,
      PROGRAMS,
      SOCKET: engine.socket,
      CLIENT: client.kind,
      BUILDKIT: engine.kind === 'dockerd' ? (buildKitClient() ?? '') : '',
      DOCKER_HOST: `unix://${engine.socket}`,
      DOCKER_CONFIG: join(folder, 'docker-config'),
      // For the programs of clients/, which import packages of this project.
      NODE_PATH: join(PROGRAMS, '../../../node_modules'),
    },
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const FUNCTIONS = readFileSync(new URL('functions.sh', import.meta.url), 'utf8');

/** After each step its exit code goes to descriptor 3, and a record separator to all three. */
function shellScript(steps: readonly string[]): string {
  const end = `\n{ code=$?; printf '%d\\036' $code >&3; printf '\\036'; printf '\\036' >&2; }\n`;
  return FUNCTIONS + steps.map((step) => step + end).join('');
}

function splitRecords(text: string): string[] {
  const records = text.split(RECORD);
  // What follows the last separator is of a step that did not end.
  if (records.at(-1) === '') records.pop();
  return records;
}

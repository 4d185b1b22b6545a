import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from './clients.ts';
import type { Engine } from './engines.ts';
import type { Scenario } from './scenario.ts';

const TIMEOUT_MS = 90_000;
const RECORD = '\x1e';
const PROGRAMS = fileURLToPath(new URL('clients', import.meta.url));

/** What one step gave. `code` is undefined when the scenario did not come to its end in time. */
export interface StepOutcome {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | undefined;
}

/** Runs the steps in one shell, in an empty folder, in the engine's network namespace. */
export async function play(scenario: Scenario, client: Client, engine: Engine): Promise<StepOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-scenario-'));
  const file = (name: string) => join(folder, name);
  try {
    writeFileSync(file('script'), shellScript(scenario.steps));
    const shell = `mkdir work && cd work && exec sh ../script >../out 2>../err 3>../codes </dev/null`;
    const child = spawn('nsenter', [`--net=/proc/${engine.pid}/ns/net`, 'sh', '-c', shell], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
      env: {
        NODE_ENV: 'production',
        PATH: `${client.folder}:${process.env['PATH']}`,
        HOME: folder,
        TERM: 'dumb',
        LANG: 'C',
        NODE: process.execPath,
        PROGRAMS,
        SOCKET: engine.socket,
        DOCKER_HOST: `unix://${engine.socket}`,
        DOCKER_CONFIG: file('docker-config'),
        // For the programs of clients/, which import packages of this project.
        NODE_PATH: join(PROGRAMS, '../../../node_modules'),
      },
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
    const read = (name: string) => splitRecords(readFileSync(file(name), 'utf8').replaceAll(folder, '/tmp/folder'));
    const [out, err, codes] = [read('out'), read('err'), read('codes')];
    return scenario.steps.map((command, index) => ({
      command,
      stdout: out[index] ?? '',
      stderr: err[index] ?? '',
      code: codes[index] === undefined ? undefined : Number(codes[index]),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** After each step its exit code goes to descriptor 3, and a record separator to all three. */
function shellScript(steps: readonly string[]): string {
  const end = `\n{ code=$?; printf '%d\\036' $code >&3; printf '\\036'; printf '\\036' >&2; }\n`;
  return steps.map((step) => step + end).join('');
}

function splitRecords(text: string): string[] {
  const records = text.split(RECORD);
  // What follows the last separator is of a step that did not end.
  if (records.at(-1) === '') records.pop();
  return records;
}

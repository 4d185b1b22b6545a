// interrupting.mjs SIGNAL TEXT COMMAND…: runs COMMAND, sends it SIGNAL when it has printed TEXT, prints what came of
// both streams and exits with its code (128 + the signal's number for one that the signal ended, as a shell does).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const [signal, text, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'inherit'] });
child.stdout.setEncoding('utf8');
// What does not come will not come: the output tells what did.
const timer = setTimeout(() => child.kill('SIGKILL'), 25_000);
let output = '';
let isSent = false;
child.stdout.on('data', (more) => {
  output += more;
  if (!isSent && output.includes(text)) isSent = child.kill(signal);
});
child.on('close', (code, ended) => {
  clearTimeout(timer);
  process.stdout.write(output, () => process.exit(code ?? 128 + constants.signals[ended]));
});

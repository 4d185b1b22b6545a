// typing.mjs COMMAND [TEXT KEYS]…: runs COMMAND (by sh) in a terminal of 24×80, types KEYS (with \n, \020 and the like
// as printf has them) each time TEXT (with "", anything) has come after the last such place, prints what came and exits with its code.
import { spawn } from 'node:child_process';

const [command, ...dialogue] = process.argv.slice(2);
const terminal = spawn('script', ['-qefc', `stty rows 24 cols 80; ${command}`, '/dev/null'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
terminal.stdout.setEncoding('utf8');
// What does not come will not come: the output tells what did.
const timer = setTimeout(() => terminal.kill('SIGKILL'), 25_000);
let output = '';
let seen = 0;

const unescape = (keys) =>
  keys.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))).replaceAll('\\n', '\r');

function answer() {
  while (dialogue.length > 0) {
    const at = output.indexOf(dialogue[0], seen);
    if (at < 0) return;
    seen = at + dialogue[0].length;
    terminal.stdin.write(unescape(dialogue[1] ?? ''));
    dialogue.splice(0, 2);
  }
}

terminal.stdout.on('data', (text) => {
  output += text;
  answer();
});
terminal.on('close', (code) => {
  clearTimeout(timer);
  process.stdout.write(output.replaceAll('\r', ''), () => process.exit(code ?? 1));
});

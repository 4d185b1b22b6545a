import type { Cli } from '../../cli.ts';
import { Questions } from '../../terminal/ask.ts';
import { isOn } from '../commands/context.ts';

const QUESTION_MARK = '\x1b[1;92m? \x1b[0m';
const bold = (text: string): string => `\x1b[1;99m${text} \x1b[0m`;
const ONE_UP_AND_CLEAR = '\x1b[1A\r\x1b[2K';

/** Asks yes or no: on a terminal until it is one of them (nothing is no), else with what comes first on stdin. */
export async function askToConfirm(cli: Cli, question: string): Promise<boolean> {
  if (!cli.io.stdinIsTty) {
    await cli.out(question);
    return isOn((await firstLine(cli)).trim().split(/\s+/)[0]);
  }
  const questions = new Questions(cli);
  const head = `${QUESTION_MARK}${bold(question)}`;
  for (;;) {
    const answer = await questions.line(`${head}\x1b[37m(y/N) \x1b[0m`);
    const isYes = /^y(es)?$/i.test(answer);
    if (isYes || /^(no?)?$/i.test(answer)) {
      await cli.out(`${ONE_UP_AND_CLEAR}${head}\x1b[36m${isYes ? 'Yes' : 'No'}\x1b[0m\n`);
      return isYes;
    }
    const reason = `${JSON.stringify(answer)} is not a valid answer, please try again.`;
    await cli.out(`\x1b[31mX Sorry, your reply was invalid: ${reason}\x1b[0m\n`);
  }
}

async function firstLine(cli: Cli): Promise<string> {
  const reader = cli.io.stdin.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (!text.includes('\n')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return text.split('\n')[0] ?? '';
}

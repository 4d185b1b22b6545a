// Prints the body at the URL. A server in a container that has just been started is waited for, up to ten seconds.
import { setTimeout as sleep } from 'node:timers/promises';

const [url] = process.argv.slice(2);
for (let attempt = 1; ; attempt++) {
  try {
    const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5_000) });
    process.stdout.write(await response.text());
    break;
  } catch (error) {
    if (attempt === 20) {
      console.log(`no answer: ${error.cause?.code ?? error.name}`);
      process.exit(1);
    }
    await sleep(500);
  }
}

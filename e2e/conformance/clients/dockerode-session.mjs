// A container's life through dockerode, a client library that is nobody's CLI; prints what must not vary.
import Docker from 'dockerode';
import { PassThrough } from 'node:stream';

const docker = new Docker({ socketPath: process.env.SOCKET });
const print = (what, value) => console.log(`${what}: ${JSON.stringify(value)}`);

/** A multiplexed stream: what came so far, and a promise of all of it. */
function collect(stream) {
  const texts = { out: '', err: '' };
  const into = (name) => new PassThrough().on('data', (bytes) => (texts[name] += bytes));
  docker.modem.demuxStream(stream, into('out'), into('err'));
  const all = new Promise((resolve, reject) => stream.on('end', () => resolve(texts)).on('error', reject));
  return { texts, all };
}

print('ping', String(await docker.ping()));
print('version', (await docker.version()).Os);
print(
  'images',
  (await docker.listImages()).map(({ RepoTags }) => RepoTags),
);

const since = Math.floor(Date.now() / 1000);
const container = await docker.createContainer({
  Image: 'busybox',
  name: 'ode',
  Cmd: ['sh', '-c', 'read line; echo got $line; echo problem >&2; sleep 100'],
  OpenStdin: true,
  StdinOnce: true,
  AttachStdin: true,
  Env: ['A=b'],
  Labels: { x: 'y' },
});
const attached = await container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true });
const output = collect(attached);
await container.start();
attached.write('a line\n');
while (!output.texts.out.endsWith('\n') || !output.texts.err.endsWith('\n'))
  await new Promise((resolve) => setTimeout(resolve, 20));
const [listed] = await docker.listContainers({ filters: { label: ['x=y'] } });
print('list', [listed.Names, listed.Image, listed.State, listed.Labels]);
const exec = await container.exec({ Cmd: ['sh', '-c', 'echo $A; exit 3'], AttachStdout: true, AttachStderr: true });
print('exec', await collect(await exec.start({})).all);
print('exec exit', (await exec.inspect()).ExitCode);
await container.kill();
print('wait', await container.wait());
print('attached', await output.all);
const logs = await container.logs({ stdout: true, stderr: false });
print('logs', logs.subarray(8).toString());
print('state', (await container.inspect()).State.Status);
await container.remove();
print('left', (await docker.listContainers({ all: true })).length);
const events = await docker.getEvents({
  since,
  until: Math.floor(Date.now() / 1000) + 1,
  filters: { type: ['container'] },
});
let text = '';
for await (const chunk of events) text += chunk;
const actions = text
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).Action);
print('events', [...new Set(actions)].filter((action) => !action.startsWith('exec')).sort());

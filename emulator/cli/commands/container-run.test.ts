import { describe, expect, it } from 'vitest';
import { fakePlace, fakeTransport, type Answer } from '../testing/fake-place.ts';
import { runDocker } from '../docker.ts';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A container that starts, prints, and ends when `ending` resolves. */
function container(options: { output: Uint8Array[]; exitCode: number; ending?: Promise<void>; keepsOpen?: boolean }) {
  const received: string[] = [];
  const answers: Record<string, Answer> = {
    'POST /containers/create': () => ({ status: 201, json: { Id: 'c1', Warnings: [] } }),
    'POST /containers/c1/attach': () => ({
      status: 101,
      hijacked: {
        readable: new ReadableStream<Uint8Array>({
          async start(controller) {
            for (const chunk of options.output) controller.enqueue(chunk);
            await options.ending;
            if (!options.keepsOpen) controller.close();
          },
        }),
        writable: new WritableStream<Uint8Array>({
          write: (chunk) => void received.push(new TextDecoder().decode(chunk)),
          close: () => void received.push('<end>'),
        }),
      },
    }),
    'POST /containers/c1/wait': () => ({
      body: new ReadableStream<Uint8Array>({
        async start(controller) {
          await options.ending;
          controller.enqueue(encode(JSON.stringify({ StatusCode: options.exitCode })));
          controller.close();
        },
      }),
    }),
    'POST /containers/c1/start': () => ({ status: 204 }),
    'POST /containers/c1/resize': () => ({ status: 200 }),
    'POST /containers/c1/kill': () => ({ status: 204 }),
  };
  return { answers, received };
}

const frame = (stream: number, text: string): Uint8Array =>
  Uint8Array.from([stream, 0, 0, 0, 0, 0, 0, text.length, ...encode(text)]);

describe('docker run', () => {
  it('creates, attaches, watches, starts, and asks nothing else', async () => {
    const place = fakePlace();
    const { answers } = container({ output: [frame(1, 'out\n'), frame(2, 'err\n')], exitCode: 7 });
    const transport = fakeTransport(answers);
    expect(await runDocker(['run', '--rm', 'busybox', 'true'], place.io, transport)).toBe(7);
    expect(place.output).toMatchObject({ stdout: 'out\n', stderr: 'err\n', raw: [] });
    expect(transport.asked).toEqual([
      'POST /containers/create',
      'POST /containers/c1/attach?stream=1&stdout=1&stderr=1',
      'POST /containers/c1/wait?condition=removed',
      'POST /containers/c1/start',
    ]);
  });

  it('passes stdin on and closes its half', async () => {
    let end = (): void => undefined;
    const ending = new Promise<void>((resolve) => (end = resolve));
    const { answers, received } = container({ output: [], exitCode: 0, ending });
    const place = fakePlace({ stdin: new Blob(['one\n']).stream() });
    setTimeout(end, 50);
    expect(await runDocker(['run', '-i', 'busybox', 'cat'], place.io, fakeTransport(answers))).toBe(0);
    expect(received).toEqual(['one\n', '<end>']);
  });

  it('pulls an image that is missing, and says so', async () => {
    const { answers } = container({ output: [], exitCode: 0 });
    let tries = 0;
    const create = answers['POST /containers/create'];
    const transport = fakeTransport({
      ...answers,
      'POST /containers/create': (request) =>
        tries++ === 0 || !create
          ? { status: 404, json: { message: 'No such image: busybox:latest' } }
          : create(request),
      'POST /images/create': () => ({
        text: '{"status":"Pulling from library/busybox","id":"latest"}\n{"status":"Downloading","progressDetail":{"current":1,"total":2},"id":"a"}\n{"status":"Pull complete","progressDetail":{},"id":"a"}\n',
      }),
    });
    const place = fakePlace();
    expect(await runDocker(['run', 'busybox'], place.io, transport)).toBe(0);
    expect(place.output.stderr).toBe(
      "Unable to find image 'busybox:latest' locally\nlatest: Pulling from library/busybox\na: Pull complete\n",
    );
    expect(transport.asked).toContain('POST /images/create?fromImage=busybox&tag=latest');
  });

  it('detaches on the keys and leaves the terminal as it was', async () => {
    const typed = new ReadableStream<Uint8Array>({
      start: (controller) => [...'a\x10b\x10\x11'].forEach((key) => controller.enqueue(encode(key))),
    });
    const never = new Promise<void>(() => undefined);
    const { answers, received } = container({ output: [encode('$ ')], exitCode: 0, ending: never, keepsOpen: true });
    const place = fakePlace({ stdin: typed, isTty: true });
    expect(await runDocker(['run', '-it', 'busybox', 'sh'], place.io, fakeTransport(answers))).toBe(0);
    expect(received.join('')).toBe('a\x10b');
    expect(place.output).toMatchObject({ stdout: '$ ', raw: [true, false] });
  });

  it('sends signals on to the container', async () => {
    let end = (): void => undefined;
    const ending = new Promise<void>((resolve) => (end = resolve));
    const { answers } = container({ output: [], exitCode: 130, ending });
    const place = fakePlace();
    const transport = fakeTransport(answers);
    setTimeout(() => place.signal(2), 20);
    setTimeout(end, 50);
    expect(await runDocker(['run', 'busybox'], place.io, transport)).toBe(130);
    expect(transport.asked).toContain('POST /containers/c1/kill?signal=INT');
  });

  it.each([
    ['exec: "x": executable file not found in $PATH', 127],
    ['exec: "/etc": permission denied', 126],
    ['driver failed', 125],
  ])('%s: exit code %d', async (message, code) => {
    const { answers } = container({ output: [], exitCode: code, keepsOpen: true });
    const transport = fakeTransport({
      ...answers,
      'POST /containers/c1/start': () => ({ status: 500, json: { message } }),
    });
    const place = fakePlace();
    expect(await runDocker(['run', 'busybox', 'x'], place.io, transport)).toBe(code);
    expect(place.output.stderr).toBe(
      `docker: Error response from daemon: ${message}\n\nRun 'docker run --help' for more information\n`,
    );
  });
});

describe('signals', () => {
  it('end a command that does not send them on', async () => {
    const place = fakePlace();
    const transport = fakeTransport({
      'POST /containers/c1/wait': () => ({ body: new ReadableStream<Uint8Array>() }),
    });
    setTimeout(() => place.signal(2), 20);
    expect(await runDocker(['wait', 'c1'], place.io, transport)).toBe(130);
    expect(place.output).toMatchObject({ stdout: '', stderr: '' });
  });
});

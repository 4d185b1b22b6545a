import { expect, test } from 'vitest';
import { MachineConsole } from './machine-console.ts';

function listen() {
  const console = new MachineConsole();
  const heard: string[] = [];
  const stop = console.onText((text) => heard.push(text));
  const print = (text: string) => new TextEncoder().encode(text).forEach((byte) => console.addByte(byte));
  return { console, heard, stop, print };
}

test('what comes in one go is delivered together', async () => {
  const { heard, print } = listen();
  print('Linux version\n');
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual(['Linux version\n']);
});

test('a character may come in two parts', async () => {
  const { console, heard } = listen();
  const [first, ...rest] = new TextEncoder().encode('é');
  console.addByte(first!);
  await Promise.resolve();
  rest.forEach((byte) => console.addByte(byte));
  await Promise.resolve();
  expect(heard.join('')).toBe('é');
});

test('a line of the machine stands behind what the guest has printed', async () => {
  const { console, heard, print } = listen();
  print('System halted\n');
  console.say('the guest was shut down');
  await Promise.resolve();
  expect(heard.join('')).toBe('System halted\nmachine: the guest was shut down\n');
});

test('nobody hears after that', async () => {
  const { heard, stop, print } = listen();
  stop();
  print('x');
  await Promise.resolve();
  expect(heard).toEqual([]);
});

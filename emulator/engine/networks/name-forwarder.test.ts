import { expect, it } from 'vitest';
import { forwardNameQuery } from './name-forwarder.ts';

const query = Uint8Array.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 1, 0, 1]);
/** An answer of the query with a code, and bytes behind it. */
const answer = (code: number, ...more: number[]) =>
  Uint8Array.from([0x12, 0x34, 0x81, code, ...query.slice(4), ...more]);

/** Each server as its answer, or 'silent'; notes who was asked. */
function guestWith(servers: Record<string, Uint8Array | 'silent'>) {
  const asked: string[] = [];
  const answerOf = (address: string) => {
    asked.push(address);
    const found = servers[address];
    if (found === undefined) throw new Error('Connection refused');
    return found;
  };
  return {
    asked,
    async exchange(_id: string, address: string, port: number, datagram: Uint8Array, timeoutMs: number) {
      expect([port, timeoutMs, datagram]).toEqual([53, 4000, query]);
      const found = answerOf(address);
      if (found === 'silent') throw new Error('Connection timed out');
      return found;
    },
    async dial(_id: string, address: string, port: number) {
      expect(port).toBe(53);
      const found = answerOf(address);
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const back = new TransformStream<Uint8Array, Uint8Array>();
      void (async () => {
        let received: number[] = [];
        for await (const bytes of readable) {
          received = [...received, ...bytes];
          if (received.length < 2 + query.length || found === 'silent') continue;
          expect(received).toEqual([0, query.length, ...query]);
          const writer = back.writable.getWriter();
          // In two pieces, as TCP may.
          await writer.write(Uint8Array.from([found.length >> 8]));
          await writer.write(Uint8Array.from([found.length & 255, ...found]));
        }
      })().catch(() => {});
      return { readable: back.readable, writable };
    },
  };
}

it.each([
  ['the first that answers', { a: answer(0, 1), b: answer(0, 2) }, answer(0, 1), 'a'],
  ['the next when one is not there', { b: answer(0, 2) }, answer(0, 2), 'a b'],
  ['the next when one fails', { a: answer(2), b: answer(0, 2) }, answer(0, 2), 'a b'],
  ['the next when one refuses', { a: answer(5), b: answer(0, 2) }, answer(0, 2), 'a b'],
  ['a no as an answer', { a: answer(3), b: answer(0, 2) }, answer(3), 'a'],
  [
    'the next when one answers another query',
    { a: Uint8Array.from([1, 1, ...answer(0).slice(2)]) },
    undefined,
    'a b c',
  ],
  ['nobody beyond the third', { d: answer(0) }, undefined, 'a b c'],
])('takes %s', async (_, servers, expected, asked) => {
  for (const overTcp of [false, true]) {
    const guest = guestWith(servers as Record<string, Uint8Array>);
    expect(await forwardNameQuery(guest, 'id', ['a', 'b', 'c', 'd'], query, overTcp)).toEqual(expected);
    expect(guest.asked.join(' ')).toBe(asked);
  }
});

it('does not wait longer for one than Docker does', async () => {
  const guest = guestWith({ a: 'silent', b: answer(0) });
  const startedMs = Date.now();
  expect(await forwardNameQuery(guest, 'id', ['a', 'b'], query, true)).toEqual(answer(0));
  expect(Date.now() - startedMs).toBeGreaterThan(3900);
  expect(Date.now() - startedMs).toBeLessThan(8000);
}, 10_000);

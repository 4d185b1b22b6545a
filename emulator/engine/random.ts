/** Random bytes; tests bring a seeded source. */
export type RandomBytes = (count: number) => Uint8Array;

export const cryptoRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** 64 hex digits: the ID of a container, network, exec or anonymous volume. */
export function randomId(random: RandomBytes): string {
  for (;;) {
    const id = Array.from(random(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
    // Docker draws again when the short form is all digits: as a host name it would be read as a number.
    if (!/^\d+$/.test(id.slice(0, 12))) return id;
  }
}

/** An integer in [0, limit). */
export function randomBelow(random: RandomBytes, limit: number): number {
  const [a, b, c, d] = random(4);
  return (((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0) % limit;
}

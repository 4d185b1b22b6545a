import type { Guest } from '../guest.ts';

const DNS_PORT = 53;
/** As long as Docker's server waits for each (libnetwork: extIOTimeout); resolvers give up after 5 seconds. */
const TIMEOUT_MS = 4000;
/** libnetwork: maxExtDNS. */
const MAX_SERVERS = 3;
const HEADER_BYTES = 12;
const CODE = { noError: 0, nameError: 3 } as const;

/**
 * Asks the servers of `--dns` in turn, from the network of the container and over the protocol that it asked with, as
 * Docker's server does: one that fails or refuses gives way to the next. Undefined when none has an answer.
 */
export async function forwardNameQuery(
  guest: Pick<Guest, 'dial' | 'exchange'>,
  containerId: string,
  servers: readonly string[],
  query: Uint8Array,
  overTcp: boolean,
): Promise<Uint8Array | undefined> {
  const ask = overTcp ? askOverTcp : askOverUdp;
  for (const server of servers.slice(0, MAX_SERVERS)) {
    // Out of reach, or nobody there: a server as good as none.
    const answer = await ask(guest, containerId, server, query).catch(() => undefined);
    if (answer && isAnswerTo(query, answer)) return answer;
  }
  return undefined;
}

/** A response with the query's ID that says yes or no. */
function isAnswerTo(query: Uint8Array, answer: Uint8Array): boolean {
  if (answer.length < HEADER_BYTES || answer[0] !== query[0] || answer[1] !== query[1]) return false;
  const code = answer[3]! & 15;
  return (answer[2]! & 0x80) !== 0 && (code === CODE.noError || code === CODE.nameError);
}

function askOverUdp(
  guest: Pick<Guest, 'exchange'>,
  containerId: string,
  server: string,
  query: Uint8Array,
): Promise<Uint8Array> {
  return guest.exchange(containerId, server, DNS_PORT, query, TIMEOUT_MS);
}

/** Each message has its length before it (RFC 1035, 4.2.2). */
async function askOverTcp(
  guest: Pick<Guest, 'dial'>,
  containerId: string,
  server: string,
  query: Uint8Array,
): Promise<Uint8Array | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, TIMEOUT_MS, undefined)));
  const dialed = guest.dial(containerId, server, DNS_PORT);
  try {
    const connection = await Promise.race([dialed, late]);
    if (!connection) return undefined;
    const writer = connection.writable.getWriter();
    const message = new Uint8Array([query.length >> 8, query.length & 255, ...query]);
    return await Promise.race([writer.write(message).then(() => readMessage(connection.readable)), late]);
  } finally {
    clearTimeout(timer);
    // Hangs up, on one that is connected too late as well.
    dialed.then(({ readable }) => readable.cancel()).catch(() => {});
  }
}

async function readMessage(readable: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const reader = readable.getReader();
  let bytes = new Uint8Array();
  try {
    for (;;) {
      const end = bytes.length < 2 ? Infinity : 2 + ((bytes[0]! << 8) | bytes[1]!);
      if (bytes.length >= end) return bytes.subarray(2, end);
      const { value, done } = await reader.read();
      if (done) return undefined;
      const joined = new Uint8Array(bytes.length + value.length);
      joined.set(bytes);
      joined.set(value, bytes.length);
      bytes = joined;
    }
  } finally {
    reader.releaseLock();
  }
}

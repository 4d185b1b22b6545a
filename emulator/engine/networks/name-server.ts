import { formatAddress, parseAddress } from './address-pool.ts';
import type { Networks } from './networks.ts';

/** RFC 1035 (messages), RFC 6891 (the OPT record). */
const TYPE = { A: 1, PTR: 12, AAAA: 28, OPT: 41 } as const;
const CLASS_IN = 1;
const CODE = { noError: 0, formatError: 1, serverFailure: 2, notImplemented: 4 } as const;
/** Seconds, as Docker's server gives. */
const TTL = 600;
const HEADER_BYTES = 12;
const PLAIN_UDP_BYTES = 512;

interface Question {
  /** In lower case, without the last dot. */
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** Where the bytes of the question end. */
  readonly end: number;
}

/** What there is beside the containers. */
export interface Outside {
  /** The address of a name. */
  address?(name: string): string | undefined;
  /** A server's answer to the query as it came. */
  forward?(): Promise<Uint8Array | undefined>;
}

/**
 * Answers a container's DNS query as Docker's server at 127.0.0.11: names, aliases and addresses of the containers in
 * its user-defined networks, then what `outside` knows of one name, or has as an answer to the query. What nobody knows
 * is SERVFAIL, as on an unplugged machine. The guest itself ('' as container) has no containers' names. Undefined for what
 * is no query.
 */
export async function answerNameQuery(
  networks: Networks,
  containerId: string,
  query: Uint8Array,
  overTcp: boolean,
  outside: Outside = {},
): Promise<Uint8Array | undefined> {
  if (query.length < HEADER_BYTES) return undefined;
  const header = new DataView(query.buffer, query.byteOffset, query.byteLength);
  const flags = header.getUint16(2);
  if (flags & 0x8000) return undefined;
  if ((flags >> 11) & 15) return respond(query, HEADER_BYTES, CODE.notImplemented, []);
  const question = header.getUint16(4) === 1 ? readQuestion(query) : undefined;
  if (!question) return respond(query, HEADER_BYTES, CODE.formatError, []);
  const records = question.class === CLASS_IN ? lookUp(networks, containerId, question, outside) : undefined;
  if (!records) return (await outside.forward?.()) ?? respond(query, question.end, CODE.serverFailure, []);
  const whole = respond(query, question.end, CODE.noError, records);
  const limit = overTcp ? 0xffff : udpLimit(query, question.end);
  return whole.length <= limit ? whole : respond(query, question.end, CODE.noError, [], true);
}

function readQuestion(query: Uint8Array): Question | undefined {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at]; length !== 0; length = query[at]) {
    // Nothing to point to comes before the only question.
    if (length === undefined || length > 63 || at + 1 + length > query.length) return undefined;
    labels.push(new TextDecoder('latin1').decode(query.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  const end = at + 5;
  if (end > query.length || end - HEADER_BYTES > 259) return undefined;
  const view = new DataView(query.buffer, query.byteOffset);
  const name = labels.join('.').toLowerCase();
  return { name, type: view.getUint16(at + 1), class: view.getUint16(at + 3), end };
}

/** How large an answer the client takes (OPT is all that a query has behind its question). */
function udpLimit(query: Uint8Array, at: number): number {
  const view = new DataView(query.buffer, query.byteOffset, query.byteLength);
  if (at + 5 > query.length || query[at] !== 0 || view.getUint16(at + 1) !== TYPE.OPT) return PLAIN_UDP_BYTES;
  return Math.max(PLAIN_UDP_BYTES, view.getUint16(at + 3));
}

/** The answer's records; undefined when the name is none of ours. An own name has no addresses but IPv4's. */
function lookUp(
  networks: Networks,
  containerId: string,
  { name, type }: Question,
  outside: Outside,
): Uint8Array[] | undefined {
  if (type === TYPE.PTR) {
    const reversed = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
    const owner =
      reversed && containerId !== '' && nameOf(networks, containerId, reversed.slice(1).reverse().join('.'));
    return owner ? [record(TYPE.PTR, encodeName(owner))] : undefined;
  }
  const own = containerId === '' ? [] : addressesOf(networks, containerId, name);
  const addresses = own.length > 0 ? own : [outside.address?.(name) ?? []].flat();
  if (addresses.length === 0) return undefined;
  return type === TYPE.A ? addresses.map((address) => record(TYPE.A, bytesOf(address))) : [];
}

/** Of the first network that knows the name; 'web' and 'web.mynet' are the same. */
function addressesOf(networks: Networks, containerId: string, name: string): string[] {
  for (const { networkId, networkName, isUserDefined, links } of networks.endpointsOf(containerId)) {
    if (!isUserDefined) continue;
    const suffix = `.${networkName.toLowerCase()}`;
    const linked = links.find((link) => linkAlias(link) === name);
    const wanted = linked === undefined ? name : linked.split(':')[0]!.toLowerCase();
    const found = networks.members(networkId).filter(({ containerName, aliases }) =>
      [containerName, ...aliases].some((own) => {
        const lower = own.toLowerCase();
        return lower === wanted || lower + suffix === wanted;
      }),
    );
    if (found.length > 0) return found.map(({ address }) => address);
  }
  return [];
}

/** Of 'container:alias', or of 'container' alone. */
function linkAlias(link: string): string {
  return link.slice(link.indexOf(':') + 1).toLowerCase();
}

function nameOf(networks: Networks, containerId: string, address: string): string | undefined {
  for (const { networkId, networkName, isUserDefined } of networks.endpointsOf(containerId)) {
    const owner = isUserDefined && networks.members(networkId).find((member) => member.address === address);
    if (owner) return `${owner.containerName}.${networkName}`;
  }
  return undefined;
}

function bytesOf(address: string): Uint8Array {
  const value = parseAddress(address) ?? 0;
  return Uint8Array.from(formatAddress(value).split('.').map(Number));
}

function encodeName(name: string): Uint8Array {
  const bytes = name.split('.').flatMap((label) => {
    const text = [...new TextEncoder().encode(label)].slice(0, 63);
    return [text.length, ...text];
  });
  return Uint8Array.from([...bytes, 0]);
}

/** A record of the name asked for, which is pointed to. */
function record(type: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xc000 | HEADER_BYTES);
  view.setUint16(2, type);
  view.setUint16(4, CLASS_IN);
  view.setUint32(6, TTL);
  view.setUint16(10, data.length);
  bytes.set(data, 12);
  return bytes;
}

function respond(
  query: Uint8Array,
  questionEnd: number,
  code: number,
  records: readonly Uint8Array[],
  isTruncated = false,
): Uint8Array {
  const length = questionEnd + records.reduce((sum, one) => sum + one.length, 0);
  const bytes = new Uint8Array(length);
  bytes.set(query.subarray(0, questionEnd));
  const view = new DataView(bytes.buffer);
  const asked = view.getUint16(2);
  // A response; opcode and RD as asked; RA.
  view.setUint16(2, 0x8000 | (asked & 0x7900) | (isTruncated ? 0x0200 : 0) | 0x0080 | code);
  view.setUint16(4, questionEnd > HEADER_BYTES ? 1 : 0);
  view.setUint16(6, records.length);
  view.setUint32(8, 0);
  let at = questionEnd;
  for (const one of records) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

import { exchange } from '../preview/http-client.ts';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';

/** A TCP connection made inside the machine. Rejects when nobody listens there. */
export type Dial = (address: string, port: number) => Promise<ByteDuplex>;

const NO_BODY_STATUSES = [204, 205, 304];

/**
 * `fetch` from inside the machine, by HTTP/1.1 without TLS. Bodies of requests are sent whole; redirects are not
 * followed. A TypeError, as fetch's own, when nobody listens; 'not-implemented' for https.
 */
export function createMachineFetch(dial: Dial): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.protocol !== 'http:') {
      throw new SlipwayError(
        'not-implemented',
        `Get "${url.href}": TLS inside the machine is not supported by Slipway`,
      );
    }
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const address = /localhost$/i.test(name) ? '127.0.0.1' : name;
    const failed = (cause: unknown) => {
      // What is published of a container that does not listen yet takes connections and drops them.
      const isNobody = cause instanceof SlipwayError && cause.kind === 'unavailable';
      throw isNobody ? new TypeError(`nobody answers at ${url.host}`, { cause }) : cause;
    };
    const connection = await dial(address, Number(url.port || '80')).catch(failed);
    const body = new Uint8Array(await request.arrayBuffer());
    const hasBody = !['GET', 'HEAD'].includes(request.method);
    const { status, statusText, fields, ...answer } = await exchange(
      connection,
      {
        method: request.method,
        target: `${url.pathname}${url.search}`,
        fields: [['Host', url.host], ['Accept-Encoding', 'identity'], ...request.headers],
        ...(hasBody ? { body: { stream: streamOf(body), sizeBytes: body.length } } : {}),
      },
      request.signal,
    ).catch(failed);
    if (NO_BODY_STATUSES.includes(status)) await answer.body?.cancel();
    const hasAnswer = answer.body !== undefined && !NO_BODY_STATUSES.includes(status);
    return new Response(hasAnswer ? (answer.body as ReadableStream<Uint8Array<ArrayBuffer>>) : null, {
      status,
      statusText,
      headers: new Headers(fields.map(([field, value]): [string, string] => [field, value])),
    });
  };
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

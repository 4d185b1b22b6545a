import { expect, test } from 'vitest';
import type { ApiRequest, EngineTransport } from '../engine/transport.ts';
import { callApi, followEvents } from './api-call.ts';

function transport(text: string, type = 'application/json') {
  const requests: ApiRequest[] = [];
  const engine: EngineTransport = {
    async request(request) {
      requests.push(request);
      return { status: 200, headers: { 'content-type': type }, body: new Response(text).body! };
    },
  };
  return { engine, requests };
}

test('sends and reads JSON', async () => {
  const { engine, requests } = transport('{"Id":"1"}');
  const answer = await callApi(engine, { method: 'POST', path: '/containers/create', body: { Image: 'x' } });
  expect(answer).toEqual({ status: 200, body: { Id: '1' } });
  expect(new TextDecoder().decode(requests[0]?.body as Uint8Array)).toBe('{"Image":"x"}');
  expect(requests[0]?.headers?.['content-type']).toBe('application/json');
});

test.each([
  ['OK', 'text/plain; charset=utf-8', 'OK'],
  ['', 'application/json', ''],
])('%j as %s is %j', async (text, type, body) => {
  const { engine } = transport(text, type);
  expect((await callApi(engine, { method: 'GET', path: '/_ping' })).body).toEqual(body);
});

test('hands on events as they come, however they are cut', async () => {
  const chunks = ['{"Action":"sta', 'rt"}\n{"Action":"die"}', '\n'].map((text) => new TextEncoder().encode(text));
  const engine: EngineTransport = {
    request: async () => ({
      status: 200,
      headers: {},
      body: new ReadableStream({
        pull: (controller) => {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        },
      }),
    }),
  };
  const events: unknown[] = [];
  await followEvents(engine, (event) => events.push(event), new AbortController().signal);
  expect(events).toEqual([{ Action: 'start' }, { Action: 'die' }]);
});

test('stops following when it is aborted', async () => {
  const engine: EngineTransport = { request: async () => ({ status: 200, headers: {}, body: new ReadableStream() }) };
  const abort = new AbortController();
  const following = followEvents(engine, () => {}, abort.signal);
  setTimeout(() => abort.abort(), 5);
  await following;
});

/*
 * The service worker of one preview's origin: it answers every request of the pages there from the machine that the
 * site's page runs (emulator/preview/messages.ts). Plain JavaScript, served as it stands.
 */
const OWN_PATH = '/__slipway__/';
/** How long a page of the site may take to hand over a channel. */
const CONNECT_TIMEOUT_MS = 10_000;
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;
const ownPort = portOf(location.host);

/** The newest channel to the machine. Two tabs of the site may show this port, each with a channel. */
let channel;
/** Callers that wait for a channel. */
let waiting = [];
let lastId = 0;
/** Of the site's page: what is told to people is in it. */
let language = 'en';
/** Requests without an answer, by id. */
const pending = new Map();

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { source, data, ports } = event;
  if (source === null) return;
  if (new URL(source.url).pathname === `${OWN_PATH}bridge`) return hearBridge(source, data, ports);
  if (data?.slipway === 'cookie') {
    channel?.postMessage({ kind: 'cookie', field: data.field, path: data.path });
  } else if (data?.slipway === 'web-socket' && ports[0] !== undefined) {
    event.waitUntil(openSocket(data, ports[0]));
  }
});

function hearBridge(bridge, data, ports) {
  if (data?.slipway === 'channel' && ports[0] !== undefined) {
    language = data.language === 'zh' ? 'zh' : 'en';
    useChannel(ports[0], bridge.id);
    bridge.postMessage({ slipway: 'ready' });
  }
  if (data?.slipway === 'drop' && channel?.bridgeId === bridge.id) dropChannel(channel);
}

async function openSocket({ port, path, protocols }, socket) {
  if (channel === undefined && !(await connect())) {
    return socket.postMessage({ kind: 'closed', code: 1006, reason: '', isClean: false });
  }
  channel.postMessage({ kind: 'web-socket', port, path, protocols, userAgent: navigator.userAgent }, [socket]);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const target = targetOf(new URL(request.url));
  if (target === undefined) return;
  event.respondWith(answer(event, request, target));
});

/** The machine's port and the path that a URL stands for; undefined for what is not of the machine. */
function targetOf(url) {
  const path = `${url.pathname}${url.search}`;
  if (url.origin === location.origin) {
    return url.pathname.startsWith(OWN_PATH) ? undefined : { port: ownPort, path, isOther: false };
  }
  if (url.protocol === 'http:' && LOCAL.test(url.hostname)) {
    const port = Number(url.port || 80);
    return { port, path, isOther: port !== ownPort };
  }
  const sibling = url.host.replace(/^\d+/, '') === location.host.replace(/^\d+/, '') ? portOf(url.host) : undefined;
  return sibling === undefined ? undefined : { port: sibling, path, isOther: true };
}

function portOf(host) {
  const match = /^(\d{1,5})\.preview\./.exec(host);
  return match === null ? undefined : Number(match[1]);
}

async function answer(event, request, target) {
  const isNavigation = request.mode === 'navigate';
  if (channel === undefined && !(await connect())) {
    // The page there asks the site for the preview, or says where it is to be found.
    if (isNavigation) return fetch(`${OWN_PATH}open`);
    return plainAnswer(503, 'The machine is not running.');
  }
  const response = await ask(request, target, isNavigation);
  if (response === undefined) return Response.error();
  if (response.kind === 'error') {
    if (isNavigation) return failedPage(target, response);
    console.error(`${request.method} http://localhost:${target.port}${target.path}: ${response.message}`);
    return Response.error();
  }
  if (response.cookies !== undefined) await tellPages({ slipway: 'cookies', cookies: response.cookies });
  if (isNavigation && !response.isScripted) tellBridges(documentReport(target.path, response));
  return toResponse(event, response);
}

/** The machine's answer; undefined when the page no longer wants it. */
async function ask(request, { port, path, isOther }, isNavigation) {
  const id = ++lastId;
  // Bodies are read whole: servers want to know their length, which a stream does not tell.
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? await request.blob() : undefined;
  const via = channel;
  if (via === undefined) return { kind: 'error', errorKind: 'unavailable', message: 'the machine was stopped' };
  return new Promise((resolve) => {
    pending.set(id, { resolve, via });
    request.signal.addEventListener('abort', () => {
      if (!pending.delete(id)) return;
      via.postMessage({ kind: 'cancel', id });
      resolve(undefined);
    });
    via.postMessage({
      kind: 'request',
      id,
      method: request.method,
      port,
      path,
      headers: [...request.headers],
      body: body !== undefined && (body.size > 0 || request.method === 'POST') ? body : undefined,
      referrer: request.referrer,
      userAgent: navigator.userAgent,
      languages: navigator.languages,
      isNavigation,
      isCrossOrigin: isOther && request.mode === 'cors',
      hasCredentials: request.credentials === 'include' || (request.credentials === 'same-origin' && !isOther),
    });
  });
}

/** What the site is told of a document that does not tell itself: it has no script, or there is none. */
function documentReport(path, { status, headers }) {
  const value = (name) => headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? '';
  const isDownload = /^\s*attachment\b/i.test(value('content-disposition'));
  if (isDownload || status === 204 || status === 205) return { slipway: 'no-document', path, isDownload };
  const isRedirect = status >= 300 && status < 400 && value('location') !== '';
  return { slipway: isRedirect ? 'redirect' : 'document', path };
}

function toResponse(event, { status, statusText, headers, body }) {
  const fields = new Headers();
  for (const [name, value] of headers) {
    try {
      fields.append(name, value);
    } catch {
      // What no browser takes as a field is passed over, as browsers do.
    }
  }
  let stream = body;
  if (body !== undefined) {
    // The worker is kept while the body comes.
    let isOver;
    event.waitUntil(new Promise((resolve) => (isOver = resolve)));
    stream = untilOver(body, isOver);
  }
  return new Response(stream ?? null, { status, statusText: asReason(statusText), headers: fields });
}

function untilOver(body, isOver) {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        isOver();
      },
      cancel(reason) {
        isOver();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function asReason(text) {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : '';
}

/** By the language of the site's page. */
const FAILED = {
  en: { tag: 'en', say: (address, why) => `${address}: ${why}` },
  zh: { tag: 'zh-Hans', say: (address, why) => `${address}：页面无法加载（${why}）` },
};

/** Tells the site why there is no page (open.js), which shows it; in a frame of a page it is seen itself. */
function failedPage({ port, path }, { errorKind, message }) {
  const failure = escapeHtml(JSON.stringify({ port, path, errorKind, message }));
  const { tag, say } = FAILED[language];
  const html = `<!doctype html><html lang="${tag}" data-failure="${failure}"><meta charset="utf-8"><title>localhost:${port}</title><p>${escapeHtml(say(`localhost:${port}`, message))}</p><script type="module" src="${OWN_PATH}open.js"></script></html>`;
  return plainAnswer(502, html, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; script-src 'self'",
  });
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function plainAnswer(status, text, headers = {}) {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ...headers,
    },
  });
}

async function allPages() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const isBridge = ({ url }) => new URL(url).pathname === `${OWN_PATH}bridge`;
  return { bridges: pages.filter(isBridge), others: pages.filter((page) => !isBridge(page)) };
}

async function tellPages(message) {
  for (const page of (await allPages()).others) page.postMessage(message);
}

async function tellBridges(message) {
  for (const bridge of (await allPages()).bridges) bridge.postMessage(message);
}

/** Asks the site's page for a channel; false when there is none to ask. A worker that was stopped has lost its own. */
async function connect() {
  const { bridges } = await allPages();
  if (bridges.length === 0) return false;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CONNECT_TIMEOUT_MS);
    waiting.push(() => {
      clearTimeout(timer);
      resolve(true);
    });
    bridges.at(-1).postMessage({ slipway: 'connect' });
  });
}

function useChannel(port, bridgeId) {
  // A channel before this one still brings the answers that were asked of it.
  channel = port;
  port.bridgeId = bridgeId;
  port.onmessage = ({ data }) => {
    pending.get(data.id)?.resolve(data);
    pending.delete(data.id);
  };
  port.addEventListener('close', () => dropChannel(port));
  for (const resolve of waiting) resolve();
  waiting = [];
}

/** Whoever still waits for an answer from the other end hears that there will be none. */
function dropChannel(port) {
  port.close();
  if (channel === port) channel = undefined;
  for (const [id, { resolve, via }] of pending) {
    if (via !== port) continue;
    pending.delete(id);
    resolve({ kind: 'error', errorKind: 'unavailable', message: 'the machine was stopped' });
  }
}

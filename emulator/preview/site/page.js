/*
 * The first script of every HTML page in a preview. The page believes that it is at http://localhost:PORT: this leads
 * what a service worker does not see (links, WebSockets, document.cookie) to the machine, and tells the site's page
 * what is shown. Plain JavaScript, served as it stands.
 */
(() => {
  const script = document.currentScript;
  const { port: ownPort, cookies: firstCookies } = JSON.parse(script.dataset.slipway);
  // Frameworks compare the document with what they rendered.
  script.remove();
  /** The site's page is the frame around; other pages of the preview may have frames of their own. */
  const isMain = parent !== window && parent === top;
  const tellSite = (message) => isMain && parent.postMessage(message, '*');
  const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;
  const suffix = location.host.slice(String(ownPort).length);

  /** The machine's port that a URL means; undefined for addresses elsewhere. */
  function portOf({ protocol, hostname, host, port }) {
    if (/^(http|ws):$/.test(protocol) && LOCAL.test(hostname)) return Number(port || 80);
    const match = /^(\d{1,5})(\.preview\..+)$/.exec(host);
    return match !== null && match[2] === suffix ? Number(match[1]) : undefined;
  }

  /** Where the preview has what a page takes for http://localhost:PORT/…; undefined for all else. */
  function previewUrl(href) {
    const url = asUrl(href);
    if (url === undefined || url.protocol !== 'http:' || !LOCAL.test(url.hostname)) return undefined;
    return `${location.protocol}//${url.port || 80}${suffix}${url.pathname}${url.search}${url.hash}`;
  }

  function asUrl(href) {
    try {
      return new URL(href, document.baseURI);
    } catch {
      return undefined;
    }
  }

  const currentPath = () => location.pathname + location.search + location.hash;

  /* What is shown. */
  const shown = () => tellSite({ slipway: 'shown', path: currentPath(), title: document.title });
  const moved = () => tellSite({ slipway: 'moved', path: currentPath() });
  shown();
  addEventListener('DOMContentLoaded', shown);
  addEventListener('load', shown);
  addEventListener('pageshow', (event) => event.persisted && shown());
  addEventListener('hashchange', moved);
  addEventListener('popstate', moved);
  window.navigation?.addEventListener('currententrychange', moved);

  /* Links. A page elsewhere would not be shown in the frame: it gets a tab of the browser. */
  const isElsewhere = (href) => {
    const url = asUrl(href);
    return url !== undefined && /^https?:$/.test(url.protocol) && portOf(url) === undefined;
  };
  const openTab = (href) => {
    const url = asUrl(href);
    tellSite({ slipway: 'tab', port: portOf(url), path: url.pathname + url.search + url.hash });
  };
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    if (link === null || link.href === '' || link.hasAttribute('download')) return;
    const isNew = (link.target !== '' && !/^_(self|parent|top)$/i.test(link.target)) || event.ctrlKey || event.metaKey;
    if (isElsewhere(link.href)) {
      event.preventDefault();
      window.open(link.href, '_blank', 'noopener');
    } else if (isNew && isMain && portOf(asUrl(link.href) ?? location) !== undefined && /^http/.test(link.protocol)) {
      event.preventDefault();
      openTab(link.href);
    } else if (previewUrl(link.href) !== undefined) {
      event.preventDefault();
      location.assign(previewUrl(link.href));
    }
  });
  addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    const { target: form, submitter } = event;
    if (submitter?.hasAttribute?.('formaction') && previewUrl(submitter.formAction) !== undefined) {
      submitter.formAction = previewUrl(submitter.formAction);
    }
    const action = form.getAttribute('action');
    if (action !== null && previewUrl(action) !== undefined) form.setAttribute('action', previewUrl(action));
  });
  window.navigation?.addEventListener('navigate', (event) => {
    if (event.destination.sameDocument || event.hashChange || event.downloadRequest !== null) return;
    const there = previewUrl(event.destination.url);
    if (there !== undefined && event.cancelable && event.formData === null) {
      event.preventDefault();
      location.assign(there);
      return;
    }
    queueMicrotask(() => event.defaultPrevented || tellSite({ slipway: 'leaving' }));
  });
  const nativeOpen = window.open;
  window.open = function open(href = '', target = '_blank', features = '') {
    const url = href === '' ? undefined : asUrl(String(href));
    if (isMain && url !== undefined && /^http/.test(url.protocol) && portOf(url) !== undefined) {
      if (/^_(self|parent|top)$/i.test(target)) location.assign(previewUrl(url) ?? url);
      else openTab(url);
      return null;
    }
    return nativeOpen.call(window, href, target, features);
  };

  /* Cookies: a service worker's answer sets none, so the machine's side keeps them all. */
  let cookies = firstCookies;
  const worker = () => navigator.serviceWorker?.controller;
  const isWithin = (path) => {
    const here = location.pathname;
    return here === path || here.startsWith(path.endsWith('/') ? path : `${path}/`);
  };
  const folder = () => location.pathname.slice(0, location.pathname.lastIndexOf('/')) || '/';
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () =>
      cookies
        .filter(({ path }) => isWithin(path))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    set(text) {
      const field = String(text);
      const [pair, ...attributes] = field.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      if (at < 1) return;
      const name = pair.slice(0, at).trim();
      const attribute = (wanted) => {
        const found = attributes.findLast((each) => each.toLowerCase().startsWith(`${wanted}=`));
        return found?.slice(wanted.length + 1).trim();
      };
      const given = attribute('path');
      const path = given?.startsWith('/') ? given : folder();
      const maxAge = attribute('max-age');
      const isOver = maxAge === undefined ? Date.parse(attribute('expires') ?? '') <= Date.now() : Number(maxAge) <= 0;
      const value = pair.slice(at + 1).trim();
      const index = cookies.findIndex((cookie) => cookie.name === name && cookie.path === path);
      if (isOver) cookies = cookies.filter((_cookie, other) => other !== index);
      else if (index >= 0) cookies = cookies.with(index, { name, value, path });
      else cookies = [...cookies, { name, value, path }].sort((a, b) => b.path.length - a.path.length);
      worker()?.postMessage({ slipway: 'cookie', field, path: location.pathname });
    },
  });
  navigator.serviceWorker?.addEventListener('message', (event) => {
    if (event.data?.slipway !== 'cookies') return;
    event.stopImmediatePropagation();
    cookies = event.data.cookies;
  });

  /* WebSockets, which no service worker sees. */
  const NativeWebSocket = window.WebSocket;
  const failure = (name, message) => new DOMException(`Failed to construct 'WebSocket': ${message}`, name);
  const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

  class PreviewWebSocket extends EventTarget {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    CONNECTING = 0;
    OPEN = 1;
    CLOSING = 2;
    CLOSED = 3;
    #machine;
    #type = 'blob';
    #handlers = {};
    // A Blob's bytes come later, and what follows must not overtake them.
    #sending = Promise.resolve();
    url;
    readyState = 0;
    protocol = '';
    extensions = '';
    bufferedAmount = 0;

    constructor(url, protocols = []) {
      super();
      const address = asUrl(url);
      if (address === undefined) throw failure('SyntaxError', `The URL '${url}' is invalid.`);
      address.protocol = address.protocol.replace(/^http/, 'ws');
      if (!/^wss?:$/.test(address.protocol)) {
        throw failure('SyntaxError', `The URL's scheme must be 'http', 'https', 'ws' or 'wss'.`);
      }
      address.hash = '';
      const list = (typeof protocols === 'string' ? [protocols] : [...protocols]).map(String);
      if (list.some((each) => !TOKEN.test(each)) || new Set(list).size < list.length) {
        throw failure('SyntaxError', `The subprotocol list '${list}' is invalid.`);
      }
      const port = portOf(address);
      if (port === undefined) return new NativeWebSocket(url, protocols);
      this.url = address.href;
      const channel = new MessageChannel();
      this.#machine = channel.port1;
      this.#machine.onmessage = ({ data }) => this.#hear(data);
      const controller = worker();
      if (controller) {
        const message = { slipway: 'web-socket', port, path: address.pathname + address.search, protocols: list };
        controller.postMessage(message, [channel.port2]);
      } else queueMicrotask(() => this.#hear({ kind: 'closed', code: 1006, reason: '', isClean: false }));
      addEventListener('pagehide', () => this.#machine.postMessage({ kind: 'close', code: 1001, reason: '' }), {
        once: true,
      });
    }

    get binaryType() {
      return this.#type;
    }

    set binaryType(type) {
      if (type === 'blob' || type === 'arraybuffer') this.#type = type;
    }

    send(data) {
      if (this.readyState === 0) {
        throw new DOMException(
          `Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.`,
          'InvalidStateError',
        );
      }
      const isBytes = data instanceof ArrayBuffer || ArrayBuffer.isView(data);
      const isBlob = data instanceof Blob;
      const text = isBytes || isBlob ? undefined : String(data);
      this.bufferedAmount += isBlob ? data.size : isBytes ? data.byteLength : new TextEncoder().encode(text).length;
      if (this.readyState !== 1) return;
      // Copied now: the page may change its buffer.
      const bytes = isBytes
        ? new Uint8Array(
            data instanceof ArrayBuffer
              ? data.slice(0)
              : data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength),
          )
        : undefined;
      this.#sending = this.#sending.then(async () => {
        if (text !== undefined) this.#machine.postMessage({ kind: 'text', text });
        else {
          const whole = bytes ?? new Uint8Array(await data.arrayBuffer());
          this.#machine.postMessage({ kind: 'binary', bytes: whole }, [whole.buffer]);
        }
      });
    }

    close(code, reason = '') {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException(
          `The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
          'InvalidAccessError',
        );
      }
      if (new TextEncoder().encode(reason).length > 123) {
        throw new DOMException('The close reason must not be greater than 123 UTF-8 bytes.', 'SyntaxError');
      }
      if (this.readyState >= 2) return;
      this.readyState = 2;
      this.#sending = this.#sending.then(() =>
        this.#machine.postMessage({ kind: 'close', code, reason: String(reason) }),
      );
    }

    #hear(message) {
      if (message.kind === 'sent') this.bufferedAmount -= message.byteCount;
      else if (message.kind === 'open' && this.readyState === 0) {
        this.readyState = 1;
        this.protocol = message.protocol;
        this.dispatchEvent(new Event('open'));
      } else if (message.kind === 'closed') {
        this.readyState = 3;
        this.#machine.close();
        if (!message.isClean) this.dispatchEvent(new Event('error'));
        const { code, isClean } = message;
        this.dispatchEvent(new CloseEvent('close', { code, reason: isClean ? message.reason : '', wasClean: isClean }));
      } else if (this.readyState === 1 && message.kind === 'text') this.#deliver(message.text);
      else if (this.readyState === 1 && message.kind === 'binary') {
        this.#deliver(this.#type === 'blob' ? new Blob([message.bytes]) : message.bytes.slice().buffer);
      }
    }

    #deliver(data) {
      this.dispatchEvent(new MessageEvent('message', { data, origin: new URL(this.url).origin }));
    }

    static {
      for (const type of ['open', 'message', 'error', 'close']) {
        Object.defineProperty(this.prototype, `on${type}`, {
          configurable: true,
          enumerable: true,
          get() {
            return this.#handlers[type]?.handler ?? null;
          },
          set(handler) {
            const before = this.#handlers[type];
            if (before) this.removeEventListener(type, before.listener);
            delete this.#handlers[type];
            if (typeof handler !== 'function') return;
            const listener = (event) => handler.call(this, event);
            this.#handlers[type] = { handler, listener };
            this.addEventListener(type, listener);
          },
        });
      }
    }
  }
  Object.defineProperty(PreviewWebSocket, 'name', { value: 'WebSocket' });
  window.WebSocket = PreviewWebSocket;
})();

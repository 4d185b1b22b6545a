// What scripts of tutorials' pages do, and what comes of it.
const text = (response) => response.text();
const error = ({ name }) => name;
const json = (address, init) => fetch(address, init).then((response) => response.json(), error);
const put = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"x":1}' };

const checks = {
  address: () => document.querySelector('a').href,
  style: () => getComputedStyle(document.querySelector('h1')).color,
  picture: async () => {
    await document.getElementById('picture').decode();
    return document.getElementById('picture').naturalWidth;
  },
  data: () => json('/data'),
  'data by its whole address': () => json('http://localhost:5000/data'),
  'data after a redirect': async () => {
    const response = await fetch('/moved');
    return [response.redirected, await response.json()];
  },
  'a missing page': async () => (await fetch('/missing')).status,
  'a POST': () => fetch('/echo', { method: 'POST', body: 'grüezi' }).then(text),
  'a range': async () => {
    const response = await fetch('/file', { headers: { range: 'bytes=256-259' } });
    return [response.status, response.headers.get('content-range'), [...new Uint8Array(await response.arrayBuffer())]];
  },
  'another port that allows it': () => json('http://localhost:5001/data'),
  'another port that does not': () => json('http://localhost:5001/denied'),
  'JSON to another port, which is asked first': () => json('http://localhost:5001/api', put),
  'JSON to another port, which does not allow it': () => json('http://localhost:5001/denied', put),
  'a port nobody listens on': () => json('http://localhost:5002/'),
  cookies: async () => {
    document.cookie = 'mine=1; path=/';
    document.cookie = 'gone=1; max-age=0';
    await fetch('/login', { method: 'POST', body: '' });
    return [document.cookie, /<p id=cookie>([^<]*)/.exec(await fetch('/me').then(text))[1]];
  },
  events: () =>
    new Promise((resolve) => {
      const heard = [];
      const source = new EventSource('/events');
      source.onmessage = ({ data }) => heard.push(data);
      source.onerror = () => {
        source.close();
        resolve(heard);
      };
    }),
  'a stream without end, given up': async () => {
    const canceler = new AbortController();
    const reader = (await fetch('/endless', { signal: canceler.signal })).body.getReader();
    const { value } = await reader.read();
    canceler.abort();
    return value.length > 0;
  },
  'a WebSocket': () =>
    new Promise((resolve) => {
      const heard = [];
      const socket = new WebSocket(`ws://${location.host}/ws`, ['other', 'echo']);
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => {
        heard.push(socket.protocol, socket.readyState);
        socket.send('hello');
        socket.send(new Uint8Array([1, 2, 3]));
        socket.send('long '.repeat(1_000));
      };
      socket.addEventListener('message', ({ data }) => {
        heard.push(typeof data === 'string' ? data.slice(0, 60) : [...new Uint8Array(data)]);
        if (heard.length === 6) socket.close(4_000, 'enough');
      });
      socket.onclose = ({ code, reason, wasClean }) => resolve([...heard, code, reason, wasClean]);
    }),
  'a WebSocket that nobody answers': () =>
    new Promise((resolve) => {
      const socket = new WebSocket('ws://localhost:5002/');
      socket.onclose = ({ code, wasClean }) => resolve([code, wasClean]);
    }),
  'a WebSocket without an address': () => String(new WebSocket('ftp://x')),
};

const results = {};
for (const [name, check] of Object.entries(checks)) results[name] = await Promise.resolve().then(check).catch(error);
document.getElementById('result').textContent = JSON.stringify(results);

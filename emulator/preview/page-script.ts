import { fieldValue, type Fields } from './http-client.ts';
import { OWN_PATH } from './origin.ts';

/** How far the script's place is looked for: before it there may be a comment. */
const MAX_PROLOGUE_BYTES = 4_096;
/** HTML in an encoding that extends ASCII. */
export function isScriptable(fields: Fields): boolean {
  const type = fieldValue(fields, 'content-type') ?? '';
  return /^text\/html\s*(;|$)/i.test(type.trim()) && !/charset\s*=\s*["']?utf-(16|32)/i.test(type);
}

/**
 * Puts the preview's script (`site/page.js`) before everything else that a document holds, and hands on the rest as
 * it comes. `data` becomes the script's data-slipway attribute, as JSON.
 */
export function withPageScript(
  body: ReadableStream<Uint8Array>,
  data: unknown,
  nonce: string,
): ReadableStream<Uint8Array> {
  const tag = `<script src="${OWN_PATH}page.js" nonce="${nonce}" data-slipway="${attribute(JSON.stringify(data))}"></script>`;
  let held: Uint8Array | undefined = new Uint8Array();
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (held === undefined) return controller.enqueue(chunk);
        held = joined(held, chunk);
        const text = latin1(held.subarray(0, MAX_PROLOGUE_BYTES));
        const place = placeIn(text);
        if (place === 'unknown' && held.length < MAX_PROLOGUE_BYTES) return;
        controller.enqueue(withTag(held, place === 'unknown' ? 0 : place, tag));
        held = undefined;
      },
      flush(controller) {
        if (held !== undefined) controller.enqueue(withTag(held, 0, tag));
      },
    }),
  );
}

/** Lets the script with the nonce run beside what the page's own policies allow. */
export function allowPageScript(fields: Fields, nonce: string): Fields {
  return fields.map(([name, value]) => {
    if (!/^content-security-policy$/i.test(name)) return [name, value];
    // A field may hold several policies.
    const policies = value.split(',').map((policy) => allowIn(policy, nonce));
    return [name, policies.join(',')];
  });
}

function allowIn(policy: string, nonce: string): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  const named = (name: string) => directives.findIndex((directive) => directive.toLowerCase().split(/\s+/)[0] === name);
  const index = ['script-src-elem', 'script-src', 'default-src'].map(named).find((found) => found >= 0);
  if (index === undefined) return policy;
  const [name = '', ...sources] = directives[index]!.split(/\s+/);
  // A nonce would switch 'unsafe-inline' off; the script has an address, which the origin's own allows as well.
  const isInline = sources.includes("'unsafe-inline'") && !sources.some((source) => /^'(nonce|sha\d+)-/.test(source));
  const added = isInline ? "'self'" : `'nonce-${nonce}'`;
  const kept = sources.filter((source) => source !== "'none'");
  const widened = [...kept, added].join(' ');
  if (name.toLowerCase() === 'default-src') directives.push(`script-src-elem ${widened}`);
  else directives[index] = `${name} ${widened}`;
  return directives.filter((directive) => directive !== '').join('; ');
}

/**
 * Where the script goes: after the doctype, which would not count behind it, or where there can be none any more.
 * Before it may be a byte-order mark, white space, comments and what HTML reads as comments. 'unknown' until more of
 * the text is there.
 */
function placeIn(text: string): number | 'unknown' {
  let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const start = text.slice(at, at + 9).toLowerCase();
    const isComment = start.startsWith('<!--');
    const isDoctype = start === '<!doctype';
    if (!isComment && !isDoctype && !start.startsWith('<?')) {
      const isOpen = start === '' || '<!doctype'.startsWith(start) || '<!--'.startsWith(start);
      return isOpen ? 'unknown' : at;
    }
    const end = isComment ? text.indexOf('-->', at + 4) : text.indexOf('>', at);
    if (end < 0) return 'unknown';
    at = end + (isComment ? 3 : 1);
    if (isDoctype) return at;
  }
}

function withTag(bytes: Uint8Array, at: number, tag: string): Uint8Array {
  return joined(bytes.subarray(0, at), new TextEncoder().encode(tag), bytes.subarray(at));
}

/** A character a byte, so that places in the text are places in the bytes. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function attribute(text: string): string {
  // ASCII alone, whatever the document's encoding.
  return text.replace(/[&<>"'\u0080-\uffff]/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { parseCookieDate } from './cookie-date.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Milliseconds since 1970; undefined until the page goes away. */
  readonly expiresAtMs: number | undefined;
  readonly isHttpOnly: boolean;
  /** The order of making, which a new value does not change. */
  readonly turn: number;
}

/** A cookie that `document.cookie` shows on pages within `path`. */
export interface ScriptCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const MAX_COOKIES = 180;
const MAX_COOKIE_BYTES = 4_096;
/** Where browsers cut the life of a cookie, too (RFC 6265bis, 5.5). */
const MAX_LIFE_MS = 400 * 24 * 3_600_000;

/**
 * The cookies of `localhost` in the machine (RFC 6265, 5.3 and 5.4; ports share them). A service worker's answer can
 * set no cookie, so they live here, as long as the site's page.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();
  readonly #now: () => number;
  #lastTurn = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * One Set-Cookie field of an answer to a request for `path`, or what a script of a page there assigned to
   * `document.cookie`, which neither makes nor changes HttpOnly cookies. True when scripts see a change.
   */
  take(field: string, path: string, from: 'server' | 'script' = 'server'): boolean {
    const [pair = '', ...attributes] = field.split(';');
    const separator = pair.indexOf('=');
    const name = pair.slice(0, Math.max(separator, 0)).trim();
    if (name === '' || field.length > MAX_COOKIE_BYTES || /[\x00-\x08\x0a-\x1f\x7f]/.test(pair)) return false;
    const found = new Map(attributes.map((attribute) => splitAttribute(attribute)));
    const domain = found.get('domain')?.replace(/^\./, '').toLowerCase() ?? '';
    if (domain !== '' && domain !== 'localhost') return false;
    const isHttpOnly = found.has('httponly');
    const given = found.get('path') ?? '';
    const cookiePath = given.startsWith('/') ? given : defaultPath(path);
    const key = `${cookiePath} ${name}`;
    const before = this.#cookies.get(key);
    if (from === 'script' && (isHttpOnly || before?.isHttpOnly === true)) return false;
    const expiresAtMs = this.#expiry(found);
    const isVisible = !isHttpOnly || before?.isHttpOnly === false;
    if (expiresAtMs !== undefined && expiresAtMs <= this.#now()) return this.#cookies.delete(key) && isVisible;
    const value = pair.slice(separator + 1).trim();
    this.#cookies.set(key, {
      name,
      value,
      path: cookiePath,
      expiresAtMs,
      isHttpOnly,
      turn: before?.turn ?? ++this.#lastTurn,
    });
    const oldest = this.#cookies.keys().next().value;
    if (this.#cookies.size > MAX_COOKIES && oldest !== undefined) this.#cookies.delete(oldest);
    return isVisible;
  }

  /** The Cookie field for a request; undefined when there is none to send. */
  fieldFor(path: string): string | undefined {
    const plain = path.split('?')[0]!;
    const fitting = this.#living().filter((cookie) => isWithin(plain, cookie.path));
    if (fitting.length === 0) return undefined;
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** All that scripts may see, in the order of `document.cookie`. */
  scriptCookies(): ScriptCookie[] {
    return this.#living()
      .filter(({ isHttpOnly }) => !isHttpOnly)
      .map(({ name, value, path }) => ({ name, value, path }));
  }

  /** Longer paths first, then the older. */
  #living(): Cookie[] {
    return [...this.#cookies.values()]
      .filter(({ expiresAtMs }) => (expiresAtMs ?? Infinity) > this.#now())
      .sort((a, b) => b.path.length - a.path.length || a.turn - b.turn);
  }

  #expiry(attributes: ReadonlyMap<string, string>): number | undefined {
    const now = this.#now();
    const maxAge = attributes.get('max-age');
    if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Math.min(Number(maxAge) * 1_000, MAX_LIFE_MS);
    const expiresAtMs = parseCookieDate(attributes.get('expires') ?? '');
    return expiresAtMs === undefined ? undefined : Math.min(expiresAtMs, now + MAX_LIFE_MS);
  }
}

function splitAttribute(attribute: string): [string, string] {
  const [name = '', ...value] = attribute.split('=');
  return [name.trim().toLowerCase(), value.join('=').trim()];
}

function defaultPath(path: string): string {
  const plain = path.split('?')[0]!;
  const slash = plain.lastIndexOf('/');
  return slash <= 0 ? '/' : plain.slice(0, slash);
}

/** RFC 6265, 5.1.4. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

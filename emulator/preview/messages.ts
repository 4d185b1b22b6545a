import type { ErrorKind } from '../errors.ts';
import type { ScriptCookie } from './cookie-jar.ts';

/**
 * What a preview's service worker (`site/service-worker.js`) and the sandbox's worker say to each other, over a
 * MessagePort that the page handed to both.
 */
export type ToMachine =
  | PreviewRequest
  | { readonly kind: 'cancel'; readonly id: number }
  /** A page opens a WebSocket; the port that is transferred along is its end of it (`serve-web-socket.ts`). */
  | {
      readonly kind: 'web-socket';
      readonly port: number;
      /** Path and query. */
      readonly path: string;
      readonly protocols: readonly string[];
      readonly userAgent: string;
    }
  /** A page assigned `document.cookie`. */
  | { readonly kind: 'cookie'; readonly field: string; readonly path: string };

export interface PreviewRequest {
  readonly kind: 'request';
  readonly id: number;
  readonly method: string;
  /** Of the machine; another than the preview's own when its page asks `http://localhost:PORT`. */
  readonly port: number;
  /** Path and query. */
  readonly path: string;
  /** As far as the browser shows them to a service worker: neither Cookie nor Origin nor Referer are there. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Blob | undefined;
  /** The URL of the page that asks, '' when it does not want it known. */
  readonly referrer: string;
  readonly userAgent: string;
  /** Of `navigator.languages`. */
  readonly languages: readonly string[];
  /** A document for a frame. */
  readonly isNavigation: boolean;
  /** Asked with CORS for another port than the page's own. */
  readonly isCrossOrigin: boolean;
  /** False for what is asked without credentials: no cookies go or come. */
  readonly hasCredentials: boolean;
}

export type FromMachine =
  | {
      readonly kind: 'response';
      readonly id: number;
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      /** Transferred; undefined where the status or the method allow none. */
      readonly body: ReadableStream<Uint8Array> | undefined;
      /** The document carries the page's script, which tells the site itself what is shown. */
      readonly isScripted: boolean;
      /** Those that scripts may see, when this answer changed them. */
      readonly cookies: readonly ScriptCookie[] | undefined;
    }
  | { readonly kind: 'error'; readonly id: number; readonly errorKind: ErrorKind; readonly message: string };

/** Over the port of one WebSocket, from the page's script (`site/page.js`). */
export type FromPageSocket =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly code: number | undefined; readonly reason: string };

/** Over the port of one WebSocket, to the page's script. */
export type ToPageSocket =
  | { readonly kind: 'open'; readonly protocol: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }
  /** So many bytes of payload were taken over by the connection. */
  | { readonly kind: 'sent'; readonly byteCount: number }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string; readonly isClean: boolean };

import { parsePreviewHost } from '../../emulator/preview/origin.ts';
import { reasonTold, type Reason } from '../language/reason.ts';
import type { LocalAddress } from './local-address.ts';
import { previewOrigin } from './preview-bridge.ts';

/** What the pages in a preview's frame say (emulator/preview/site/page.js and open.js). They are not to be trusted. */
export type FrameMessage =
  | { readonly kind: 'shown'; readonly address: LocalAddress; readonly title: string }
  /** Within the document: its fragment, or what a script put into the history. */
  | { readonly kind: 'moved'; readonly address: LocalAddress }
  | { readonly kind: 'leaving' }
  /** A link for a new tab. */
  | { readonly kind: 'tab'; readonly address: LocalAddress }
  /** No service worker answers on that port's origin. */
  | { readonly kind: 'open'; readonly address: LocalAddress }
  | { readonly kind: 'failed'; readonly address: LocalAddress; readonly reason: Reason };

const MAX_TEXT_LENGTH = 8_192;

/** Undefined for whatever is no such message, or does not come from a preview's origin. */
export function readFrameMessage({ origin, data }: Pick<MessageEvent, 'origin' | 'data'>): FrameMessage | undefined {
  const port = parsePreviewHost(URL.parse(origin)?.host ?? '')?.port;
  if (port === undefined || origin !== previewOrigin(port) || typeof data !== 'object' || data === null)
    return undefined;
  const { slipway: kind, path, title, message, errorKind } = data as Record<string, unknown>;
  if (kind === 'leaving') return { kind };
  if (!isText(path) || !path.startsWith('/')) return undefined;
  const address = { port, path };
  if (kind === 'shown') return { kind, address, title: isText(title) ? title.slice(0, 200) : '' };
  if (kind === 'moved' || kind === 'open') return { kind, address };
  if (kind === 'failed') {
    return { kind, address, reason: reasonTold(errorKind, isText(message) ? message : 'unknown') };
  }
  const other = Number((data as Record<string, unknown>).port);
  if (kind === 'tab' && other >= 1 && other <= 65_535) return { kind, address: { port: other, path } };
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH;
}

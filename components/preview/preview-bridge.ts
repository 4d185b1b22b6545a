import { reasonOf, reasonTold, type Reason } from '../language/reason.ts';
import { spokenNow } from '../language/spoken.ts';
import type { PreviewPlace } from '@/emulator/preview/adapt-fields.ts';
import { OWN_PATH, previewHost } from '../../emulator/preview/origin.ts';

/** A service worker that is not there by then is not coming: the origin is out of reach, or storage is forbidden. */
const READY_TIMEOUT_MS = 15_000;

export function previewOrigin(port: number): string {
  return `${location.protocol}//${previewHost(port, location.host)}`;
}

/** What the service worker tells of documents whose pages tell nothing themselves. Paths are without fragment. */
export interface DocumentReport {
  readonly kind: 'document' | 'no-document' | 'redirect';
  readonly path: string;
  readonly isDownload: boolean;
}

export interface BridgeParts {
  /** Puts the other end of `channel` through to the machine; throws when there is none. */
  connect(place: PreviewPlace, channel: MessagePort): void;
  onReady(): void;
  /** `reason` is the browser's or the machine's; undefined when nothing was heard at all. */
  onFailed(reason: Reason | undefined): void;
  onDocument(report: DocumentReport): void;
}

/**
 * Puts a hidden frame on a preview's origin into the page, which registers the service worker there and gets
 * channels to the machine for it, until the returned function is called.
 */
export function openBridge(port: number, parts: BridgeParts): () => void {
  const origin = previewOrigin(port);
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Slipway';
  frame.sandbox.add('allow-scripts', 'allow-same-origin');
  frame.src = `${origin}${OWN_PATH}bridge`;
  const timer = setTimeout(() => parts.onFailed(undefined), READY_TIMEOUT_MS);

  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    try {
      parts.connect({ port, protocol: location.protocol, siteHost: location.host }, port1);
      const { language } = spokenNow();
      frame.contentWindow?.postMessage({ slipway: 'channel', language }, origin, [port2]);
    } catch (error) {
      clearTimeout(timer);
      parts.onFailed(reasonOf(error));
    }
  };
  const onMessage = ({ source, origin: from, data }: MessageEvent) => {
    if (source !== frame.contentWindow || from !== origin) return;
    switch (data?.slipway) {
      case 'connect':
        return connect();
      case 'ready':
        clearTimeout(timer);
        return parts.onReady();
      case 'failed':
        clearTimeout(timer);
        return parts.onFailed(reasonTold(data.errorKind, String(data.message)));
      case 'document':
      case 'no-document':
      case 'redirect':
        return parts.onDocument({ kind: data.slipway, path: String(data.path), isDownload: data.isDownload === true });
    }
  };
  addEventListener('message', onMessage);
  document.body.append(frame);
  return () => {
    clearTimeout(timer);
    removeEventListener('message', onMessage);
    frame.contentWindow?.postMessage({ slipway: 'drop' }, origin);
    // The message is delivered to a frame that is still there.
    setTimeout(() => frame.remove(), 0);
  };
}

'use client';

import { useWords } from '@/components/language/use-language.ts';
import { useEffect, useRef, useState } from 'react';
import { readFrameMessage } from './frame-messages.ts';
import type { MachineConnection } from './machine-connection.ts';
import { openBridge, previewOrigin, type DocumentReport } from './preview-bridge.ts';
import { preview, type PreviewTab } from './preview-store.ts';

/**
 * What a page that is shown for itself may do, but not lead the site's tab away. Its origin is never the site's. What
 * it opens in new tabs is not bound by this: pages elsewhere would break.
 */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox';

/** The frame with the container's page, on the origin of its port. */
export function PreviewFrame(props: { tab: PreviewTab; isHidden: boolean; machine: MachineConnection }) {
  const { preview: words } = useWords();
  const { tab, isHidden, machine } = props;
  const { id, loaded, loadCount } = tab;
  const port = loaded?.port;
  const frame = useRef<HTMLIFrameElement>(null);
  /** The last document without a script of the preview, until the frame has loaded it. */
  const report = useRef<DocumentReport>(undefined);
  const [readyPort, setReadyPort] = useState<number>();

  useEffect(() => {
    if (port === undefined || !machine.isReady) return;
    const close = openBridge(port, {
      connect: machine.connect,
      onReady: () => setReadyPort(port),
      onFailed: (reason) => preview.fail(id, { kind: 'setup', reason }),
      onDocument(told) {
        if (told.kind === 'no-document') preview.nothingShown(id, told.isDownload);
        report.current = told.kind === 'document' ? told : undefined;
      },
    });
    return () => {
      setReadyPort(undefined);
      close();
    };
  }, [id, port, machine]);

  useEffect(() => {
    const onMessage = (event: MessageEvent) => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const message = readFrameMessage(event);
      if (message === undefined) return;
      report.current = undefined;
      if (message.kind === 'shown') preview.shown(id, message.address, message.title);
      else if (message.kind === 'moved') preview.moved(id, message.address);
      else if (message.kind === 'leaving') preview.leaving(id);
      else if (message.kind === 'tab') preview.open(message.address);
      else if (message.kind === 'failed') {
        const kind = message.reason.kind === 'unavailable' ? 'no-answer' : 'broken';
        preview.failedAt(id, message.address, { kind, reason: message.reason });
      } else if (message.kind === 'open') preview.follow(id, message.address);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [id]);

  if (loaded === undefined || readyPort !== port) return null;
  return (
    <iframe
      // A frame a load: the same address again is a reload, and the browser's own history stays that of the site.
      key={loadCount}
      ref={frame}
      title={words.pageAt(`localhost:${tab.address?.port ?? loaded.port}`)}
      sandbox={SANDBOX}
      src={`${previewOrigin(loaded.port)}${loaded.path}`}
      onLoad={() => {
        const path = report.current?.path;
        report.current = undefined;
        if (path !== undefined && readyPort !== undefined) preview.shown(id, { port: readyPort, path });
      }}
      hidden={isHidden}
      // As a browser's own window: white, unless the page says that it can be dark.
      className="h-full w-full border-0 bg-white [color-scheme:light]"
    />
  );
}

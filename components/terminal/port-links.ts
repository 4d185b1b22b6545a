import type { Terminal } from '@xterm/xterm';
import { portsInLine } from '@/components/preview/local-address.ts';
import { preview } from '@/components/preview/preview-store.ts';

/** Makes `0.0.0.0:8080->80/tcp` and `localhost:8080` links to the preview. */
export function addPortLinks(terminal: Terminal): void {
  terminal.registerLinkProvider({
    provideLinks(y, callback) {
      const line = terminal.buffer.active.getLine(y - 1)?.translateToString(true) ?? '';
      const links = portsInLine(line).map(({ index, text, address }) => ({
        text,
        range: { start: { x: index + 1, y }, end: { x: index + text.length, y } },
        activate: () => preview.open(address),
      }));
      callback(links.length === 0 ? undefined : links);
    },
  });
}

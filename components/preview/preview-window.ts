import { pathIn } from '@/components/language/paths.ts';
import { getSandbox } from '@/components/machine/sandbox.ts';
import type { PreviewPlace } from '@/emulator/preview/adapt-fields.ts';
import { SlipwayError } from '@/emulator/errors.ts';
import type { Language } from '@/lessons/language.ts';
import { formatAddress, parseAddress, type LocalAddress } from './local-address.ts';

/*
 * A preview in a browser tab of its own is a page of the site, opened from the page that has the machine: both are of
 * one origin and one browsing context group, so that the tab can ask its opener for a connection.
 */

const PATH = '/preview';

/** Only from a click: browsers stop it otherwise. */
export function openPreviewWindow(address: LocalAddress, language: Language): void {
  const query = new URLSearchParams({ address: formatAddress(address) });
  window.open(`${pathIn(language, PATH)}?${query.toString()}`, '_blank');
}

/** What the tab is to show; undefined when its address names nothing of the machine. */
export function windowAddress(search: string): LocalAddress | undefined {
  return parseAddress(new URLSearchParams(search).get('address') ?? '', undefined);
}

/** In the tab: asks the page that has the machine. Throws when that page is gone. */
export function connectThroughOpener(place: PreviewPlace, channel: MessagePort): void {
  const opener = window.opener as Window | null;
  if (opener === null || opener.closed) throw new SlipwayError('unavailable', 'the tab with the machine was closed');
  opener.postMessage({ slipway: 'connect-preview', place }, location.origin, [channel]);
}

/** In the page that has the machine: answers the tabs it opened, until the returned function is called. */
export function servePreviewWindows(): () => void {
  const onMessage = ({ origin, data, ports }: MessageEvent) => {
    const channel = ports[0];
    if (origin !== location.origin || data?.slipway !== 'connect-preview' || channel === undefined) return;
    try {
      getSandbox().connectPreview(data.place as PreviewPlace, channel);
    } catch {
      // The service worker at the other end hears that there is no machine.
      channel.close();
    }
  };
  addEventListener('message', onMessage);
  return () => removeEventListener('message', onMessage);
}

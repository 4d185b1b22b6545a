/*
 * Runs in a hidden frame of the site's page, on the preview's origin: it registers the service worker and hands it the
 * channels that the page gives. Plain JavaScript, served as it stands.
 */
const sites = JSON.parse(document.documentElement.dataset.sites);
/** Nobody but the site can have this frame (frame-ancestors), and nothing that is told is a secret. */
const tellSite = (message) => parent.postMessage(message, '*');
const TOLD = ['connect', 'ready', 'document', 'no-document', 'redirect'];

async function start() {
  if (navigator.serviceWorker === undefined) {
    const error = new Error('this browser has no service workers here');
    throw Object.assign(error, { kind: 'not-implemented' });
  }
  const registration = await navigator.serviceWorker.register('/__slipway__/service-worker.js', {
    scope: '/',
    updateViaCache: 'none',
  });
  const worker = await activated(registration);
  navigator.serviceWorker.onmessage = ({ data }) => TOLD.includes(data?.slipway) && tellSite(data);
  addEventListener('message', ({ source, origin, data, ports }) => {
    if (source !== parent || !sites.includes(origin)) return;
    if (data?.slipway === 'channel' || data?.slipway === 'drop') {
      (registration.active ?? worker).postMessage(data, [...ports]);
    }
  });
  tellSite({ slipway: 'connect' });
}

function activated(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve(worker);
      if (worker.state === 'redundant') reject(new Error('the service worker could not be installed'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

if (parent !== window) {
  start().catch((error) => {
    // What browsers call a user's or an operator's "no" (Service Workers, 3.4.3).
    const isForbidden = error?.name === 'SecurityError' || error?.name === 'NotSupportedError';
    const errorKind = error?.kind ?? (isForbidden ? 'forbidden' : 'other');
    tellSite({ slipway: 'failed', errorKind, message: String(error?.message ?? error) });
  });
}

/*
 * Of the page that stands for an address of a preview's origin that cannot be shown. In the site's frame it says why:
 * the machine's port gave no page (data-failure), or no service worker answers there yet, and the site is asked for
 * the preview. Elsewhere it says where the preview is. Plain JavaScript, served as it stands.
 */
const { site, failure } = document.documentElement.dataset;
const path = `${location.pathname}${location.search}${location.hash}`;

if (parent !== window && parent === top) {
  const message = failure === undefined ? { slipway: 'open', path } : { slipway: 'failed', ...JSON.parse(failure) };
  parent.postMessage(message, '*');
} else if (site !== undefined) {
  const link = document.querySelector('a');
  link.href = `${site}${link.getAttribute('href')}`;
  document.querySelector('main').hidden = false;
}

/**
 * Whether the site's operator lets lessons run an app with @webcontainer/api, a service of another company that hears of
 * every visitor who asks for it. On the server only.
 */
export const isLaptopOffered = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment.SLIPWAY_WEBCONTAINER === 'on';

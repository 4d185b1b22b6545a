/**
 * What this CLI says of itself: the version of Docker's CLI whose behaviour it has, marked as Slipway's, and the API
 * version it knows.
 */
export const cliVersion = '28.2.2+slipway';
export const cliApiVersion = '1.50';
export const cliBuild = 'slipway';
export const cliVersionLine = `Docker version ${cliVersion}, build ${cliBuild}`;

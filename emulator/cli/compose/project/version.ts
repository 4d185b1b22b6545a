import { composeVersion } from '../commands/version.ts';

/** For the label com.docker.compose.version: '2.36.2+slipway'. */
export const composeVersionNumber = composeVersion.slice(1);

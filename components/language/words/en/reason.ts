import type { Reason } from '../../reason.ts';

/** The detail is English and says the kind as well. */
export const reason = ({ detail }: Reason): string => detail;

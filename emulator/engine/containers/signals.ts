import { SlipwayError } from '../../errors.ts';

/** signal(7), the numbers of i386. */
const SIGNALS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  IOT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  POLL: 29,
  PWR: 30,
  SYS: 31,
  RTMIN: 34,
  RTMAX: 64,
};

export const SIGKILL = 9;
export const SIGTERM = 15;

/** 'SIGTERM', 'term', '15', 'RTMIN+3' → number. Errors in dockerd's words: "Invalid signal: x". */
export function parseSignal(text: string): number {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    if (number === 0) throw new SlipwayError('invalid', `Invalid signal: ${text}`);
    return number;
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  const realTime = /^(RTMIN\+|RTMAX-)(\d{1,2})$/.exec(name);
  if (realTime) {
    const offset = Number(realTime[2]);
    if (offset <= 30) return realTime[1] === 'RTMIN+' ? 34 + offset : 64 - offset;
  }
  const number = Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined;
  if (number === undefined) throw new SlipwayError('invalid', `Invalid signal: ${text}`);
  return number;
}

/** Linux knows signals 1 to 64. */
export function isLinuxSignal(number: number): boolean {
  return number >= 1 && number <= 64;
}

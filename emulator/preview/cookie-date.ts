const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The time a cookie's Expires names, in milliseconds since 1970; undefined when it names none (RFC 6265, 5.1.1). */
export function parseCookieDate(text: string): number | undefined {
  let time: [number, number, number] | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(/[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/.exec(token);
    const found = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (time === undefined && clock !== null) time = [Number(clock[1]), Number(clock[2]), Number(clock[3])];
    else if (day === undefined && /^\d{1,2}(?:\D|$)/.test(token)) day = Number.parseInt(token, 10);
    else if (month === undefined && found >= 0) month = found;
    else if (year === undefined && /^\d{2,4}(?:\D|$)/.test(token)) year = Number.parseInt(token, 10);
  }
  if (time === undefined || day === undefined || month === undefined || year === undefined) return undefined;
  if (year >= 70 && year <= 99) year += 1_900;
  if (year >= 0 && year <= 69) year += 2_000;
  const [hours, minutes, seconds] = time;
  if (year < 1_601 || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const atMs = Date.UTC(year, month, day, hours, minutes, seconds);
  // The 31st of a month of thirty days is no date.
  return new Date(atMs).getUTCDate() === day ? atMs : undefined;
}

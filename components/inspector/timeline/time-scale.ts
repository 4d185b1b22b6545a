/** A piece of the common scale; what is folded is drawn short, and its length said. */
export interface ScalePart {
  readonly fromMs: number;
  readonly toMs: number;
  /** 0 to 1, from left to right. */
  readonly from: number;
  readonly to: number;
  readonly isFolded: boolean;
}

export interface TimeScale {
  readonly parts: readonly ScalePart[];
  /** 0 to 1; what lies beyond the ends is at them. */
  at(ms: number): number;
  /** Round times with their places, few enough to be read. */
  readonly ticks: readonly { readonly ms: number; readonly at: number }[];
}

interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Part of the width that a fold takes. */
const FOLD = 0.07;
/** A pause is folded when it is longer than this, and than a fifth of all the work. */
const MIN_FOLDED_MS = 120;
const MAX_TICKS = 5;

/**
 * One scale for all bars: as long as the work is long. Pauses in which the engine did nothing (the program's own time, the
 * time until somebody types `docker start`) are folded, so that milliseconds of work can be seen beside hours.
 *
 * @param work what the engine did; the scale begins at 0
 * @param untilMs to where it goes at least
 */
export function timeScale(work: readonly Interval[], untilMs: number): TimeScale {
  const covered = union(work);
  const busyMs = covered.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const limitMs = Math.max(MIN_FOLDED_MS, busyMs / 5);
  const pieces: { fromMs: number; toMs: number; isFolded: boolean }[] = [];
  let atMs = 0;
  const add = (toMs: number, isFolded: boolean) => {
    if (toMs <= atMs) return;
    const last = pieces.at(-1);
    if (last && !isFolded && !last.isFolded) last.toMs = toMs;
    else pieces.push({ fromMs: atMs, toMs, isFolded });
    atMs = toMs;
  };
  for (const { startMs, endMs } of covered) {
    add(startMs, startMs - atMs > limitMs);
    add(endMs, false);
  }
  add(untilMs, untilMs - atMs > limitMs);
  if (pieces.length === 0) pieces.push({ fromMs: 0, toMs: 1, isFolded: false });
  const parts = place(pieces);
  return { parts, at: (ms) => placeOf(parts, ms), ticks: ticksOf(parts) };
}

function union(intervals: readonly Interval[]): Interval[] {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of [...intervals].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
}

function place(pieces: readonly { fromMs: number; toMs: number; isFolded: boolean }[]): ScalePart[] {
  const folded = pieces.filter(({ isFolded }) => isFolded).length;
  // However many pauses there are, half of the width is for the work.
  const foldWidth = pieces.length === folded ? 1 / folded : Math.min(FOLD, 0.5 / Math.max(1, folded));
  const openMs = pieces.reduce((sum, { fromMs, toMs, isFolded }) => sum + (isFolded ? 0 : toMs - fromMs), 0);
  let at = 0;
  return pieces.map((piece) => {
    const from = at;
    at += piece.isFolded ? foldWidth : ((piece.toMs - piece.fromMs) / openMs) * (1 - folded * foldWidth);
    return { ...piece, from, to: at };
  });
}

function placeOf(parts: readonly ScalePart[], ms: number): number {
  const part = parts.find(({ toMs }) => ms <= toMs) ?? parts.at(-1)!;
  const share = (ms - part.fromMs) / (part.toMs - part.fromMs);
  return part.from + Math.max(0, Math.min(1, share)) * (part.to - part.from);
}

function ticksOf(parts: readonly ScalePart[]): { ms: number; at: number }[] {
  const open = parts.filter(({ isFolded }) => !isFolded);
  const openMs = open.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const stepMs = roundUp(openMs / MAX_TICKS);
  const ticks: { ms: number; at: number }[] = [];
  for (const { fromMs, toMs } of open) {
    for (let ms = Math.ceil(fromMs / stepMs) * stepMs; ms <= toMs; ms += stepMs)
      ticks.push({ ms, at: placeOf(parts, ms) });
  }
  return ticks;
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 0.001)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= value - 1e-9)!;
}

'use client';

import { useEffect, useState, type RefObject } from 'react';

/** The width of an element in pixels, as it changes; `beforePx` until it is measured, as on the server. */
export function useWidth(place: RefObject<HTMLElement | null>, beforePx: number): number {
  const [widthPx, setWidthPx] = useState(beforePx);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return widthPx;
}

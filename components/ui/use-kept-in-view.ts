import { useEffect, useRef, type RefObject } from 'react';

/**
 * For an element in a row that scrolls sideways, as tabs do: while it is the one that is wanted, the row is scrolled so
 * that it can be seen whole, also when the row gets another width. Nothing but the row is scrolled.
 */
export function useKeptInView<Item extends HTMLElement>(isWanted: boolean): RefObject<Item | null> {
  const place = useRef<Item>(null);
  useEffect(() => {
    const item = place.current;
    const row = item?.parentElement;
    if (!isWanted || item === null || row === null || row === undefined) return;
    const scroll = () => {
      const seen = row.getBoundingClientRect();
      const wanted = item.getBoundingClientRect();
      if (wanted.right > seen.right) row.scrollLeft += wanted.right - seen.right;
      // Of one that is wider than the row its beginning.
      const { left } = item.getBoundingClientRect();
      if (left < seen.left) row.scrollLeft -= seen.left - left;
    };
    const observer = new ResizeObserver(scroll);
    observer.observe(row);
    observer.observe(item);
    return () => observer.disconnect();
  }, [isWanted]);
  return place;
}

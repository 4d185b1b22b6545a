'use client';

import { useEffect } from 'react';

/** Of the window, that something covers at least: address bars of phones are lower, keyboards higher. */
const KEYBOARD_MIN_PX = 120;

/**
 * Tells style sheets how much of a window is seen above a keyboard on the screen: `--visible-height` on the document's
 * element, and `data-keyboard`. Browsers that make the page itself smaller (`interactive-widget`) need none of it.
 */
export function useVisibleHeight(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (seen === null) return;
    const root = document.documentElement;
    let largestPx = 0;
    const measure = () => {
      // Who magnifies the page sees a part of it: no keyboard.
      if (seen.scale > 1.01) return;
      largestPx = Math.max(largestPx, window.innerHeight);
      const hasKeyboard = largestPx - seen.height > KEYBOARD_MIN_PX && isTyping();
      root.toggleAttribute('data-keyboard', hasKeyboard);
      if (hasKeyboard) root.style.setProperty('--visible-height', `${seen.height}px`);
      else root.style.removeProperty('--visible-height');
      // Safari has moved the page up to show the cursor; all of it fits now.
      if (hasKeyboard && seen.offsetTop > 0) window.scrollTo(0, 0);
    };
    const turned = () => {
      largestPx = 0;
      measure();
    };
    measure();
    seen.addEventListener('resize', measure);
    seen.addEventListener('scroll', measure);
    screen.orientation?.addEventListener('change', turned);
    return () => {
      seen.removeEventListener('resize', measure);
      seen.removeEventListener('scroll', measure);
      screen.orientation?.removeEventListener('change', turned);
      root.removeAttribute('data-keyboard');
      root.style.removeProperty('--visible-height');
    };
  }, []);
}

/** A window may also just be made lower. */
function isTyping(): boolean {
  return (
    matchMedia('(pointer: coarse)').matches &&
    document.activeElement?.matches('input, textarea, [contenteditable]') === true
  );
}

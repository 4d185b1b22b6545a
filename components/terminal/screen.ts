import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { currentTheme, onThemeChange } from '@/components/ui/theme.ts';
import { localTarget } from '@/emulator/preview/origin.ts';
import { preview } from '@/components/preview/preview-store.ts';
import { openFilesFromShell } from './open-file.ts';
import { addPortLinks } from './port-links.ts';
import { handleClipboardKey } from './clipboard.ts';
import { TERMINAL_THEMES } from './themes.ts';

const FONT_SIZE_PX = 14;
const SCROLLBACK_LINES = 5_000;

/** An xterm.js screen that can be moved from one place in the page to another and keeps what it shows. */
export interface Screen {
  readonly terminal: Terminal;
  /** What a screen reader calls the place where the keys go. */
  setLabel(label: string): void;
  /** Shows it in `place`, sized to it, until the returned function is called. */
  attach(place: HTMLElement): () => void;
  dispose(): void;
}

export async function createScreen(options: { screenReaderMode: boolean }): Promise<Screen> {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono') || 'monospace';
  // Cells are measured once: with the fallback font they would be too wide for ever.
  await document.fonts.load(`${FONT_SIZE_PX}px ${family.split(',')[0]}`).catch(() => []);

  const terminal = new Terminal({
    fontFamily: `${family}, ui-monospace, monospace`,
    fontSize: FONT_SIZE_PX,
    lineHeight: 1.25,
    scrollback: SCROLLBACK_LINES,
    theme: TERMINAL_THEMES[currentTheme()],
    screenReaderMode: options.screenReaderMode,
    minimumContrastRatio: 4.5,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    macOptionIsMeta: true,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
  addPortLinks(terminal);
  openFilesFromShell(terminal);
  terminal.attachCustomKeyEventHandler((event) => handleClipboardKey(event, terminal));
  const stopThemes = onThemeChange(() => {
    terminal.options.theme = TERMINAL_THEMES[currentTheme()];
  });

  const home = document.createElement('div');
  home.className = 'h-full w-full';
  let isOpen = false;
  let label = '';

  return {
    terminal,
    setLabel(text) {
      label = text;
      terminal.textarea?.setAttribute('aria-label', label);
    },
    attach(place) {
      place.append(home);
      if (!isOpen) {
        terminal.open(home);
        terminal.textarea?.setAttribute('aria-label', label);
        isOpen = true;
      }
      const refit = () => {
        // A hidden tab has no size; fitting it would leave a terminal of one column.
        if (place.clientWidth > 0 && place.clientHeight > 0) fit.fit();
      };
      refit();
      const observer = new ResizeObserver(() => requestAnimationFrame(refit));
      observer.observe(place);
      return () => {
        observer.disconnect();
        home.remove();
      };
    },
    dispose() {
      stopThemes();
      terminal.dispose();
      home.remove();
    },
  };
}

/** `localhost` is the machine's, as far as its shells know. */
function openLink(uri: string): void {
  const url = URL.parse(uri);
  const target = url === null ? undefined : localTarget(url);
  if (target !== undefined) preview.open(target);
  else window.open(uri, '_blank', 'noopener,noreferrer');
}

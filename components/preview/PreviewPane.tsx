'use client';

import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { ArrowLeft, ArrowRight, ExternalLink, RotateCw, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { AddressField } from './AddressField.tsx';
import { formatAddress } from './local-address.ts';
import type { MachineConnection } from './machine-connection.ts';
import { preview, type PreviewTab } from './preview-store.ts';
import { PreviewTabs } from './PreviewTabs.tsx';
import { PreviewView } from './PreviewView.tsx';
import { openPreviewWindow } from './preview-window.ts';
import type { PublishedPort } from './published-ports.ts';
import { usePreview } from './use-preview.ts';

interface Props {
  /** Undefined where the engine cannot be asked. */
  readonly ports: readonly PublishedPort[] | undefined;
  readonly machine: MachineConnection;
  /** The pane is the whole tab of the browser: there is nothing to close it for, and no other to open. */
  readonly isAlone?: boolean;
}

/** A browser for the machine's published ports: tabs, address bar, and the page or why there is none. */
export function PreviewPane({ ports, machine, isAlone = false }: Props) {
  const { preview: words } = useWords();
  const state = usePreview();
  const active = state.tabs.find(({ id }) => id === state.activeId);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever opened it with nothing to show wants to say what.
    if (preview.active()?.address === undefined) pane.current?.querySelector('input')?.focus();
  }, [state.activeId]);
  return (
    <section ref={pane} aria-label={words.preview} className="flex h-full min-h-0 min-w-0 flex-col bg-sheet">
      <div className="flex h-9 shrink-0 items-stretch border-b border-line bg-paper pointer-coarse:h-10">
        <PreviewTabs state={state} />
        {!isAlone && (
          <BarButton label={words.close} onClick={() => closePane()}>
            <X size={15} aria-hidden />
          </BarButton>
        )}
      </div>
      {active !== undefined && <Bar tab={active} isAlone={isAlone} />}
      <div className="relative min-h-0 flex-1">
        {state.tabs.map((tab) => (
          <PreviewView key={tab.id} tab={tab} isActive={tab.id === state.activeId} ports={ports} machine={machine} />
        ))}
      </div>
    </section>
  );
}

function Bar({ tab, isAlone }: { tab: PreviewTab; isAlone: boolean }) {
  const { preview: words } = useWords();
  const language = useLanguage();
  const { id, address, index, history, progress } = tab;
  return (
    <div className="flex h-9 shrink-0 items-stretch border-b border-line bg-paper pointer-coarse:h-10">
      <BarButton label={words.back} disabled={index < 1} onClick={() => preview.step(id, -1)}>
        <ArrowLeft size={15} aria-hidden />
      </BarButton>
      <BarButton label={words.forward} disabled={index >= history.length - 1} onClick={() => preview.step(id, 1)}>
        <ArrowRight size={15} aria-hidden />
      </BarButton>
      {progress === 'loading' ? (
        <BarButton label={words.stop} onClick={() => preview.stop(id)}>
          <X size={15} aria-hidden />
        </BarButton>
      ) : (
        <BarButton label={words.reload} disabled={address === undefined} onClick={() => preview.reload(id)}>
          <RotateCw size={14} aria-hidden />
        </BarButton>
      )}
      <AddressField tab={tab} />
      {!isAlone && (
        <BarButton
          label={words.newBrowserTab}
          disabled={address === undefined}
          onClick={() => address !== undefined && openPreviewWindow(address, language)}
        >
          <ExternalLink size={14} aria-hidden />
        </BarButton>
      )}
      <p role="status" className="sr-only">
        {progress === 'loading' && address !== undefined && words.loading(formatAddress(address))}
        {progress === 'shown' && address !== undefined && words.showing(formatAddress(address))}
        {progress === 'failed' && words.notLoaded}
      </p>
    </div>
  );
}

function closePane(): void {
  preview.toggle();
  document.getElementById('preview-button')?.focus();
}

function BarButton(props: { label: string; disabled?: boolean; children: ReactNode; onClick(): void }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
      className="grid w-9 shrink-0 place-items-center border-line text-ink-soft -outline-offset-2 transition-colors last:border-l enabled:hover:bg-wash enabled:hover:text-ink disabled:opacity-40"
    >
      {props.children}
    </button>
  );
}

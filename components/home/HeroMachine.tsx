'use client';

import { Maximize2, Power } from 'lucide-react';
import { useWords } from '@/components/language/use-language.ts';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useBoot } from '@/components/machine/use-machine.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { Button } from '@/components/ui/Button.tsx';
import { formatBytes } from '@/components/ui/format.ts';

const MachineScreen = dynamic(async () => (await import('@/components/workspace/MachineScreen.tsx')).MachineScreen, {
  ssr: false,
});

const FIRST_COMMAND = 'docker run hello-world';

/** The machine on the home page: off until somebody wants it, then the same one as everywhere on the site. */
export function HeroMachine({ downloadBytes }: { downloadBytes: number | undefined }) {
  const { home: words } = useWords();
  const state = useBoot();
  const [isWanted, setWanted] = useState(false);
  // Somebody who comes back from the playground finds the machine running.
  const isOn = isWanted || state.kind !== 'idle';

  const start = () => {
    setWanted(true);
    void terminalTabs.run(FIRST_COMMAND);
  };

  return (
    <section
      id="machine"
      aria-label={words.machine}
      className="flex h-[26rem] flex-col overflow-hidden rounded-lg border border-line-strong bg-sheet shadow-[0_1px_0_var(--line),0_24px_48px_-32px_rgb(0_0_0/0.35)] lg:h-[31rem]"
    >
      {isOn ? (
        <div className="relative min-h-0 flex-1">
          <MachineScreen takesFocus={isWanted} />
          <SiteLink
            href="/playground"
            aria-label={words.openInPlayground}
            title={words.openInPlayground}
            className="absolute right-3 bottom-3 grid size-8 place-items-center rounded-md border border-line bg-paper text-ink-soft hover:text-ink"
          >
            <Maximize2 size={14} aria-hidden />
          </SiteLink>
        </div>
      ) : (
        <MachineOff onStart={start} downloadBytes={downloadBytes} />
      )}
    </section>
  );
}

function MachineOff({ onStart, downloadBytes }: { onStart(): void; downloadBytes: number | undefined }) {
  const { home: words } = useWords();
  return (
    <>
      <div className="flex h-9 items-center gap-2.5 border-b border-line bg-paper px-4 text-[0.8125rem] text-ink-soft">
        <span aria-hidden className="size-2 rounded-full border border-line-strong" />
        {words.off}
      </div>
      <div className="flex flex-1 flex-col justify-between p-5 sm:p-7">
        <p className="font-mono text-sm leading-7 sm:text-base">
          <span className="text-lead">$ </span>
          {FIRST_COMMAND}
          <span aria-hidden className="ml-1 inline-block h-[1.1em] w-[0.55em] translate-y-[0.2em] bg-lead" />
        </p>
        <div>
          <Button onClick={onStart} className="h-12 px-6 text-base">
            <Power size={18} aria-hidden /> {words.start}
          </Button>
          <p className="mt-4 max-w-sm text-sm leading-relaxed text-ink-soft">
            {words.startAbout(downloadBytes === undefined ? undefined : formatBytes(downloadBytes))}
          </p>
        </div>
      </div>
    </>
  );
}

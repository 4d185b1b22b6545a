'use client';

import { useMemo, useState } from 'react';
import { isAboutContainers, readContainers, useEngine } from '../machine/use-engine.ts';
import { useKernel } from '../machine/use-kernel.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { useIsSeen } from '../use-inspector.ts';
import { ReadFailure } from '../ReadFailure.tsx';
import { TerminalCommand } from '../TerminalCommand.tsx';
import { ViewMessage } from '../ViewMessage.tsx';
import { ContainerCard } from './ContainerCard.tsx';
import { containerPictures, type ContainerPicture } from './container-model.ts';
import { MachineProcesses } from './MachineProcesses.tsx';
import { StateDot } from './StateDot.tsx';

/** Of more than this only the lines are shown, until they are asked for. */
const MAX_OPEN = 2;
const MAX_SHOWN = 60;

/** What was opened and closed by hand; it lasts as long as the page. */
const chosen = new Map<string, boolean>();

/** Containers as the kernel has them: processes, namespaces, a cgroup. */
export function ContainersView() {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  const isSeen = useIsSeen();
  const { value: containers, failure } = useEngine(readContainers, isAboutContainers, isSeen);
  const { report, samples, failure: kernelFailure } = useKernel(isSeen);
  const notRead = failure ?? kernelFailure;
  const pictures = useMemo(
    () => (containers === undefined ? undefined : containerPictures(containers, report)),
    [containers, report],
  );
  const [, setToggles] = useState(0);
  if (pictures === undefined)
    return failure === undefined ? <ViewMessage>{inspector.loading}</ViewMessage> : <ReadFailure reason={failure} />;

  const up = pictures.filter(({ isUp }) => isUp);
  const down = pictures.filter(({ isUp }) => !isUp);
  const isOpen = ({ id }: ContainerPicture) => chosen.get(id) ?? up.length <= MAX_OPEN;
  const toggle = (container: ContainerPicture) => {
    chosen.set(container.id, !isOpen(container));
    setToggles((count) => count + 1);
  };
  return (
    <div>
      {notRead !== undefined && <ReadFailure reason={notRead} />}
      {up.slice(0, MAX_SHOWN).map((container) => (
        <ContainerCard
          key={container.id}
          container={container}
          samples={samples.get(container.cgroupPath) ?? []}
          isOpen={isOpen(container)}
          onToggle={() => toggle(container)}
        />
      ))}
      {up.length > MAX_SHOWN && <p className="px-4 py-2 text-xs text-ink-soft">{words.more(up.length - MAX_SHOWN)}</p>}
      {up.length === 0 && (
        <div className="border-b border-line px-4 py-5 text-sm text-ink-soft">
          <p className="font-medium text-ink">{words.none}</p>
          <p className="mt-1 max-w-[44ch] leading-relaxed">{words.noneAbout}</p>
          <div className="mt-3 -ml-2 max-w-[44ch]">
            <TerminalCommand command="docker run -d --name web nginx" />
          </div>
        </div>
      )}
      {down.length > 0 && <Stopped containers={down} />}
      {report !== undefined && <MachineProcesses report={report} />}
    </div>
  );
}

/** Of what has ended there is nothing in the kernel any more. */
function Stopped({ containers }: { containers: readonly ContainerPicture[] }) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  return (
    <section aria-label={words.stopped} className="border-b border-line px-4 py-3 text-xs">
      <h3 className="lettering mb-1.5">{words.stopped}</h3>
      <ul className="space-y-1">
        {containers.slice(0, MAX_SHOWN).map(({ id, name, image, state, status, exitCode, wasOomKilled }) => (
          <li key={id} className="flex min-w-0 items-baseline gap-2">
            <StateDot state={state} />
            <span className="min-w-0 shrink truncate" title={name}>
              {name}
            </span>
            <span className="min-w-0 shrink-[3] truncate text-ink-soft" title={`${image} · ${status}`}>
              {image} · {status}
            </span>
            {wasOomKilled && <span className="shrink-0 font-medium text-lead">{words.oomKilled}</span>}
            {exitCode !== undefined && (
              <span className={`ml-auto shrink-0 tabular-nums ${exitCode === 0 ? 'text-ink-soft' : 'text-amber'}`}>
                {words.exitCode(exitCode)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {containers.length > MAX_SHOWN && (
        <p className="mt-1 text-ink-soft">{words.more(containers.length - MAX_SHOWN)}</p>
      )}
    </section>
  );
}

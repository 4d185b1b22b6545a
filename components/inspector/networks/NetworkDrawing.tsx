'use client';

import { ArrowRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { StateDot } from '../containers/StateDot.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import { publishedName, type Attachment, type NetworkPicture } from './network-model.ts';

/** Of more than this the rest is counted. */
const MAX_SHOWN = 40;

/** A network: a wire from the machine's end downwards, and every container on it. */
export function NetworkDrawing({ network }: { network: NetworkPicture }) {
  const { inspector } = useInspectorWords();
  const words = inspector.networks;
  const id = useId();
  const { name, kind, driver, subnet, bridge, gateway, isInternal, attachments } = network;
  const isWire = kind === 'bridge' || kind === 'other';
  const about = { host: words.hostAbout, none: words.noneAbout, bridge: '', other: driver }[kind];
  return (
    <section aria-labelledby={id} className="border-b border-line px-4 py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h3 id={id} className="min-w-0 truncate text-sm font-medium" title={name}>
          {name}
        </h3>
        {subnet !== '' && <span className="font-mono text-xs text-ink-soft">{subnet}</span>}
        {isInternal && <span className="text-xs text-amber">{words.internal}</span>}
        {about !== '' && <span className="text-xs text-ink-soft">{about}</span>}
      </div>
      {(isWire || attachments.length > 0) && (
        <ul aria-label={words.on(name)} className="mt-3">
          {isWire && (
            <Stop isWire isLast={attachments.length === 0} isEnd>
              <span className="font-mono">{bridge}</span>
              {gateway !== '' && <span className="font-mono text-ink-soft">{gateway}</span>}
              <span className="text-ink-soft">{words.machineEnd}</span>
            </Stop>
          )}
          {attachments.slice(0, MAX_SHOWN).map((attachment, index) => (
            <Stop
              key={attachment.id}
              isWire={isWire}
              isLast={index === Math.min(attachments.length, MAX_SHOWN) - 1}
              isQuiet={!attachment.isUp}
            >
              <OnNetwork attachment={attachment} hasAddress={isWire} />
            </Stop>
          ))}
        </ul>
      )}
      {isWire && attachments.length === 0 && <p className="mt-1 text-xs text-ink-soft">{words.nobody}</p>}
      {attachments.length > MAX_SHOWN && (
        <p className="mt-1 text-xs text-ink-soft">{words.more(attachments.length - MAX_SHOWN)}</p>
      )}
    </section>
  );
}

/** A place at the wire, which goes on below all but the last. */
function Stop(props: { isWire: boolean; isLast: boolean; isEnd?: boolean; isQuiet?: boolean; children: ReactNode }) {
  const { isWire, isLast, isEnd = false, isQuiet = false, children } = props;
  const line = isQuiet ? 'border-line-strong border-dashed' : 'border-sea';
  return (
    <li className={`relative py-1 text-xs ${isWire ? 'pl-8' : ''}`}>
      {isWire && (
        <span aria-hidden>
          {/* The wire comes from above and, where others follow, goes on. */}
          {!isEnd && <span className="absolute top-0 left-2 h-[0.8125rem] border-l-2 border-sea" />}
          {!isLast && <span className="absolute top-[0.8125rem] bottom-0 left-2 border-l-2 border-sea" />}
          {isEnd ? (
            <span className="absolute top-2 left-1 size-2.5 rounded-[2px] bg-sea" />
          ) : (
            <span className={`absolute top-[0.75rem] left-2.5 w-4 border-t-2 ${line}`} />
          )}
        </span>
      )}
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">{children}</div>
    </li>
  );
}

function OnNetwork({ attachment, hasAddress }: { attachment: Attachment; hasAddress: boolean }) {
  const { inspector } = useInspectorWords();
  const words = inspector.networks;
  const { name, isUp, address, mac, aliases, ports, alsoIn, joinedBy } = attachment;
  return (
    <>
      <span className="flex max-w-full min-w-0 items-baseline gap-1.5">
        <StateDot state={isUp ? 'running' : ''} />
        <span className={`min-w-0 truncate ${isUp ? 'font-medium' : 'text-ink-soft'}`} title={name}>
          {name}
        </span>
      </span>
      {hasAddress &&
        (address === '' ? (
          <span className="text-ink-soft">{isUp ? words.noAddress : words.notRunning}</span>
        ) : (
          <span className="font-mono" title={mac}>
            {address}
          </span>
        ))}
      {aliases.length > 0 && (
        <span className="min-w-0 text-ink-soft">
          {words.aliases} <span className="font-mono break-all">{aliases.join(', ')}</span>
        </span>
      )}
      {alsoIn.length > 0 && <span className="text-ink-soft">{words.alsoIn(alsoIn)}</span>}
      {ports.map((port) => (
        <span
          key={`${port.address}:${port.port}/${port.protocol}`}
          className="inline-flex items-center gap-1 font-mono whitespace-nowrap text-lead"
        >
          {publishedName(port)}
          <ArrowRight size={11} aria-hidden />
          <span className="sr-only">{words.leadsTo}</span>
          {port.containerPort}/{port.protocol}
        </span>
      ))}
      {joinedBy.map((other) => (
        <span key={other.id} className="w-full min-w-0 truncate text-ink-soft">
          <span aria-hidden>└ </span>
          <span className={other.isUp ? 'text-ink' : ''}>{other.name}</span> {words.joined}
        </span>
      ))}
    </>
  );
}

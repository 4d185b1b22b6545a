import type { PageWords } from '@/components/language/words/page-words.ts';
import { RunInMachine } from './RunInMachine.tsx';

const COMMANDS = {
  kernel: 'uname -a && head -n 5 /proc/cpuinfo',
  processes: 'docker run --rm busybox ps',
  namespaces: 'ls -l /proc/self/ns && docker run --rm busybox ls -l /proc/self/ns',
  layers: 'docker run --rm busybox grep overlay /proc/mounts',
} as const;

/** Claims, each with the command by which anybody can check it in the machine above. */
export function TryThese({ words }: { words: PageWords['front']['proofs'] }) {
  return (
    <ol className="mt-10 border-t border-line">
      {(['kernel', 'processes', 'namespaces', 'layers'] as const).map((name) => (
        <li key={name} className="grid gap-x-10 gap-y-3 border-b border-line py-6 lg:grid-cols-[1fr_1.25fr]">
          <div>
            <p className="font-medium">{words[name].claim}</p>
            <p className="mt-1 text-sm text-ink-soft">{words[name].note}</p>
          </div>
          <RunInMachine command={COMMANDS[name]} />
        </li>
      ))}
    </ol>
  );
}

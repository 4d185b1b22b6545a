import { commandsOf } from '@/lessons/format/commands.ts';
import { Command } from './Command.tsx';

/** The commands of a script, each of which runs at a click. */
export function Commands({ script, onRun }: { script: string; onRun?: () => void }) {
  return (
    <div className="divide-y divide-line overflow-hidden rounded-md border border-line bg-sheet">
      {commandsOf(script).map((command, index) => (
        <Command key={index} command={command} onRun={onRun} />
      ))}
    </div>
  );
}

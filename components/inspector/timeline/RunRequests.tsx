import { formatDuration } from '../format-time.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import type { RunView } from './runs-api.ts';

/** The requests that the run consists of, as they came. */
export function RunRequests({ run }: { run: RunView }) {
  const { timeline: words } = useInspectorWords();
  if (run.Requests.length === 0) return null;
  return (
    <section className="border-t border-line px-4 py-3">
      <h3 className="text-sm font-medium">{words.requests}</h3>
      <p className="mt-0.5 text-xs text-ink-soft">{words.requestsHint}</p>
      <ol className="mt-2 flex flex-col gap-1 font-mono text-xs">
        {run.Requests.map(({ Method: method, Path: path, Status: status, StartMs: startMs, EndMs: endMs }, index) => (
          <li key={index} className="flex items-baseline gap-2">
            <span className="w-12 shrink-0 text-ink-soft">{method}</span>
            <span className="min-w-0 flex-1 break-words">{shortened(path)}</span>
            <span className={`shrink-0 tabular-nums ${status >= 400 ? 'text-lead' : 'text-ink-soft'}`}>
              {status === 0 ? words.noAnswer : status}
            </span>
            <span className="w-16 shrink-0 text-right text-ink-soft tabular-nums">
              {endMs === null ? '' : formatDuration(endMs - startMs)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Without the version, and with IDs as short as `docker ps` has them. */
function shortened(path: string): string {
  return path.replace(/^\/v\d+\.\d+/, '').replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1');
}

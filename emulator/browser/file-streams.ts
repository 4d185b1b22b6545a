import type { WorkspaceFiles } from './sandbox-client.ts';
import type { WorkerCalls } from './worker-messages.ts';

type Call = <M extends keyof WorkerCalls>(
  method: M,
  ...args: Parameters<WorkerCalls[M]>
) => Promise<ReturnType<WorkerCalls[M]>>;

/** The page's side of `transfers.ts`: streams over calls, a piece at a time. */
export function fileStreams(call: Call): Pick<WorkspaceFiles, 'open' | 'archive' | 'create'> {
  const readable = (transfer: number) =>
    new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const bytes = await call('readPiece', transfer);
          if (bytes === undefined) controller.close();
          else controller.enqueue(bytes);
        },
        cancel: () => call('endTransfer', transfer, false),
      },
      { highWaterMark: 0 },
    );
  return {
    async open(path) {
      const { transfer, sizeBytes } = await call('openFile', path);
      return { stream: readable(transfer), sizeBytes };
    },
    async archive(path) {
      return readable((await call('openArchive', path)).transfer);
    },
    async create(path) {
      const { transfer } = await call('createFile', path);
      return new WritableStream<Uint8Array>({
        write: (bytes) => call('writePiece', transfer, bytes),
        close: () => call('endTransfer', transfer, true),
        abort: () => call('endTransfer', transfer, false),
      });
    },
  };
}

/** What the sandbox needs of a browser. */
export type BrowserFeature =
  | 'secure-connection'
  | 'web-assembly'
  | 'module-workers'
  | 'web-locks'
  | 'decompression-stream'
  | 'broadcast-channel'
  | 'private-file-system'
  | 'sync-file-access';

/**
 * What this browser lacks of it; empty when all is there. Runs in the page and again in the worker, where OPFS's
 * synchronous handles can be seen.
 */
export function missingFeatures(scope: typeof globalThis = globalThis): BrowserFeature[] {
  const inWorker = typeof scope.document === 'undefined';
  // Without a secure context the others are missing too: name the cause alone.
  if (!scope.isSecureContext) return ['secure-connection'];
  const checks: [BrowserFeature, boolean][] = [
    ['web-assembly', typeof scope.WebAssembly === 'object'],
    ['module-workers', inWorker || supportsModuleWorkers(scope)],
    ['web-locks', scope.navigator?.locks !== undefined],
    ['decompression-stream', 'DecompressionStream' in scope],
    ['broadcast-channel', 'BroadcastChannel' in scope],
    ['private-file-system', typeof scope.navigator?.storage?.getDirectory === 'function'],
    ['sync-file-access', !inWorker || hasSyncHandles(scope)],
  ];
  return checks.filter(([, present]) => !present).map(([name]) => name);
}

function hasSyncHandles(scope: typeof globalThis): boolean {
  return 'FileSystemFileHandle' in scope && 'createSyncAccessHandle' in scope.FileSystemFileHandle.prototype;
}

/** A browser that knows module workers reads the option `type`; making the worker fails before anything is loaded. */
function supportsModuleWorkers(scope: typeof globalThis): boolean {
  if (typeof scope.Worker !== 'function') return false;
  let read = false;
  const probe = {
    get type(): 'module' {
      read = true;
      return 'module';
    },
  };
  try {
    new scope.Worker('blob:', probe).terminate();
  } catch {
    // Expected where an empty blob URL is refused at once.
  }
  return read;
}

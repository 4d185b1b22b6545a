import type { EngineTransport } from '../transport.ts';
import type { RunLog } from './run-log.ts';

/** The same transport; what is asked through it can become part of a run. Who only looks is not noted. */
export function recordRequests(transport: EngineTransport, runs: RunLog): EngineTransport {
  return {
    async request(request) {
      const { method, path, client } = request;
      if (method === 'GET' && !client) return transport.request(request);
      const answered = runs.request(method, path, client);
      let status = 0;
      try {
        const response = await transport.request(request);
        status = response.status;
        return response;
      } finally {
        answered(status);
      }
    },
  };
}

/**
 * The multiplexed raw stream of attach, logs and exec without a terminal (Engine API, "Stream format"):
 * u8 stream (0 stdin, 1 stdout, 2 stderr) · three zero bytes · u32 payload length, big-endian · payload.
 */
export const StreamId = { STDOUT: 1, STDERR: 2 } as const;
export type OutputStream = 'stdout' | 'stderr';

const HEADER_BYTES = 8;

export function frameOutput(stream: OutputStream, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + bytes.byteLength);
  frame[0] = stream === 'stdout' ? StreamId.STDOUT : StreamId.STDERR;
  new DataView(frame.buffer).setUint32(4, bytes.byteLength);
  frame.set(bytes, HEADER_BYTES);
  return frame;
}

export const RAW_STREAM_TYPE = 'application/vnd.docker.raw-stream';
export const MULTIPLEXED_STREAM_TYPE = 'application/vnd.docker.multiplexed-stream';

import { SlipwayError } from '../errors.ts';
import { boolean, integer, struct, u16, u32 } from './codec.ts';
import { PayloadReader, PayloadWriter } from './payload.ts';
import { Control, FrameType, HEADER_BYTES, MAGIC, MAX_PAYLOAD_BYTES, VERSION } from './protocol.ts';

/** A frame with its payload taken apart as far as its type says. `payload`s are views: copy what you keep. */
export type Frame =
  | { readonly type: typeof FrameType.HELLO; readonly version: number }
  | {
      readonly type: typeof FrameType.OPEN;
      readonly stream: number;
      readonly operation: number;
      readonly payload: Uint8Array;
    }
  | { readonly type: typeof FrameType.STARTED; readonly stream: number; readonly pid: number }
  | {
      readonly type: typeof FrameType.DATA;
      readonly stream: number;
      readonly channel: number;
      readonly payload: Uint8Array;
    }
  | { readonly type: typeof FrameType.END; readonly stream: number; readonly channel: number }
  | {
      readonly type: typeof FrameType.CREDIT;
      readonly stream: number;
      readonly channel: number;
      readonly bytes: number;
    }
  | { readonly type: typeof FrameType.CONTROL; readonly stream: number; readonly control: ControlMessage }
  | {
      readonly type: typeof FrameType.CLOSE;
      readonly stream: number;
      readonly errno: number;
      readonly message: string;
      readonly payload: Uint8Array;
    }
  | { readonly type: typeof FrameType.RESET; readonly stream: number; readonly reason: string };

export type ControlMessage =
  | { readonly kind: typeof Control.RESIZE; readonly rows: number; readonly columns: number }
  | { readonly kind: typeof Control.SIGNAL; readonly signal: number }
  | { readonly kind: typeof Control.RAW; readonly on: boolean }
  | { readonly kind: typeof Control.PLACED; readonly offset: number; readonly length: number }
  | { readonly kind: typeof Control.TAKEN; readonly length: number };

const resize = struct({ rows: u16, columns: u16 });
const signal = struct({ signal: u32 });
const raw = struct({ on: boolean });
const placed = struct({ offset: integer, length: u32 });
const taken = struct({ length: u32 });

function readControl(reader: PayloadReader): ControlMessage {
  const kind = reader.u16();
  switch (kind) {
    case Control.RESIZE:
      return { kind, ...resize.read(reader) };
    case Control.SIGNAL:
      return { kind, ...signal.read(reader) };
    case Control.RAW:
      return { kind, ...raw.read(reader) };
    case Control.PLACED:
      return { kind, ...placed.read(reader) };
    case Control.TAKEN:
      return { kind, ...taken.read(reader) };
    default:
      throw new SlipwayError('corrupt', `malformed message: control ${kind}`);
  }
}

function writeControl(writer: PayloadWriter, control: ControlMessage): void {
  writer.u16(control.kind);
  switch (control.kind) {
    case Control.RESIZE:
      return resize.write(writer, control);
    case Control.SIGNAL:
      return signal.write(writer, control);
    case Control.RAW:
      return raw.write(writer, control);
    case Control.PLACED:
      return placed.write(writer, control);
    case Control.TAKEN:
      return taken.write(writer, control);
  }
}

/** What came over the wire before it is interpreted: enough to answer RESET for that stream when it is malformed. */
export interface RawFrame {
  readonly type: number;
  readonly channel: number;
  readonly stream: number;
  readonly payload: Uint8Array;
}

/** Throws SlipwayError 'corrupt' when type, channel or payload break the protocol. */
export function decodeFrame({ type, channel, stream, payload }: RawFrame): Frame {
  const reader = new PayloadReader(payload);
  if (channel > 2 || (channel !== 0 && type !== FrameType.DATA && type !== FrameType.END && type !== FrameType.CREDIT))
    throw new SlipwayError('corrupt', `malformed message: channel ${channel}`);
  const frame = readFrame(type, channel, stream, reader);
  reader.end();
  return frame;
}

function readFrame(type: number, channel: number, stream: number, reader: PayloadReader): Frame {
  switch (type) {
    case FrameType.HELLO: {
      const magic = reader.u32();
      if (magic !== MAGIC) throw new SlipwayError('corrupt', `not a Slipway agent: magic 0x${magic.toString(16)}`);
      const version = reader.u32();
      if (version !== VERSION)
        throw new SlipwayError('corrupt', `the agent speaks protocol version ${version}, this side version ${VERSION}`);
      return { type, version };
    }
    case FrameType.OPEN:
      return { type, stream, operation: reader.u16(), payload: reader.rest() };
    case FrameType.STARTED:
      return { type, stream, pid: reader.u32() };
    case FrameType.DATA:
      return { type, stream, channel, payload: reader.rest() };
    case FrameType.END:
      return { type, stream, channel };
    case FrameType.CREDIT:
      return { type, stream, channel, bytes: reader.u32() };
    case FrameType.CONTROL:
      return { type, stream, control: readControl(reader) };
    case FrameType.CLOSE:
      return { type, stream, errno: reader.u32(), message: reader.string(), payload: reader.rest() };
    case FrameType.RESET:
      return { type, stream, reason: reader.string() };
    default:
      throw new SlipwayError('corrupt', `malformed message: type ${type}`);
  }
}

/** One frame, header and payload. Throws SlipwayError 'invalid' when it is larger than a frame may be. */
export function encodeFrame(frame: Frame): Uint8Array {
  const writer = new PayloadWriter(HEADER_BYTES + ('payload' in frame ? frame.payload.length + 16 : 32));
  writer.u32(0); // payloadBytes, known at the end
  writer.u8(frame.type);
  writer.u8('channel' in frame ? frame.channel : 0);
  writer.u16(0);
  writer.u32('stream' in frame ? frame.stream : 0);
  writePayload(writer, frame);
  const bytes = writer.finish();
  const payloadBytes = bytes.length - HEADER_BYTES;
  if (payloadBytes > MAX_PAYLOAD_BYTES)
    throw new SlipwayError(
      'invalid',
      `message of ${payloadBytes} bytes is larger than the ${MAX_PAYLOAD_BYTES} a frame holds`,
    );
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, payloadBytes, true);
  return bytes;
}

function writePayload(writer: PayloadWriter, frame: Frame): void {
  switch (frame.type) {
    case FrameType.HELLO:
      writer.u32(MAGIC);
      return writer.u32(frame.version);
    case FrameType.OPEN:
      writer.u16(frame.operation);
      return writer.raw(frame.payload);
    case FrameType.STARTED:
      return writer.u32(frame.pid);
    case FrameType.DATA:
      return writer.raw(frame.payload);
    case FrameType.END:
      return;
    case FrameType.CREDIT:
      return writer.u32(frame.bytes);
    case FrameType.CONTROL:
      return writeControl(writer, frame.control);
    case FrameType.CLOSE:
      writer.u32(frame.errno);
      writer.string(frame.message);
      return writer.raw(frame.payload);
    case FrameType.RESET:
      return writer.string(frame.reason);
  }
}

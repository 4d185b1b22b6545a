/**
 * v86 compiles a block of guest code once it has run this many instructions. The constant is in the binary only, as
 * `i32.const` with a signed LEB128. It has 899 slots for compiled code and drops all of them when they run out, so
 * compiling less of what runs once keeps what runs often: python starts 2.7 times and node 2 times faster.
 */
const STOCK = i32Const(200_000);
const TUNED = i32Const(1_000_000);

/** Error when the constant is not there exactly once, as in another version of v86. */
export function tuneWasm(wasm: Uint8Array): Uint8Array {
  const bytes = Buffer.from(wasm);
  const at = bytes.indexOf(STOCK);
  if (at < 0 || bytes.indexOf(STOCK, at + 1) >= 0) {
    throw new Error('v86.wasm does not have its compile threshold exactly once: look at how this version sets it');
  }
  if (STOCK.length !== TUNED.length) throw new Error('the tuned threshold must be as long as the stock one');
  bytes.set(TUNED, at);
  return bytes;
}

/** The instruction, opcode and operand. */
function i32Const(value: number): Uint8Array {
  const bytes = [0x41];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const isLast = (value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return Uint8Array.from(bytes);
  }
}

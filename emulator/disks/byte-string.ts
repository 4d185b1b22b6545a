/**
 * File names are bytes, not text: Linux allows any but NUL and '/'. Below, a name is a "byte string": a JavaScript
 * string with one character (0–255) a byte. It compares, sorts and works as a key as the bytes would.
 */
export function toByteString(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 4096) out += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return out;
}

export function bytesOf(byteString: string): Uint8Array {
  const out = new Uint8Array(byteString.length);
  for (let i = 0; i < out.length; i++) out[i] = byteString.charCodeAt(i);
  return out;
}

/** For people: as UTF-8, what is not valid replaced. */
export function textOf(byteString: string): string {
  return new TextDecoder().decode(bytesOf(byteString));
}

export function byteStringOf(text: string): string {
  return toByteString(new TextEncoder().encode(text));
}

/** The JSON values of a streamed answer, one a line (events, stats, pull). `text` is the line as it came. */
export async function* jsonLines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<{ value: T; text: string }> {
  const decoder = new TextDecoder();
  let pending = '';
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      pending += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = pending.split('\n');
      pending = done ? '' : (lines.pop() ?? '');
      for (const line of lines) {
        const text = line.trim();
        if (text !== '') yield { value: JSON.parse(text) as T, text };
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

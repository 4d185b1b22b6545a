/** For a race: rejects as the promise does, and never resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<never> {
  await promise;
  return new Promise(() => undefined);
}

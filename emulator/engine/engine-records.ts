/** What the engine needs of `Records` (records.ts); tests have a map. */
export interface EngineRecords {
  get<T>(key: string): T | undefined;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  list<T>(prefix: string): readonly { readonly key: string; readonly value: T }[];
}

/** Whole bytes; -1 where the specification has 'no limit' (`memswap_limit`). Any of its units were turned into this. */
export type Bytes = number;

/** Nanoseconds, as the Engine API counts time. '1m30s' of the file was turned into this. */
export type Nanoseconds = number;

/** The `x-…` keys of a mapping, as they stand in the file. */
export type Extensions = Readonly<Record<string, unknown>>;

/** Nearly every mapping of the specification may carry `x-…` keys of anybody. */
export interface Extensible {
  readonly extensions?: Extensions;
}

/** Name → value. */
export type Mapping = Readonly<Record<string, string>>;

/** Name → value, or null for a variable that has none here (`environment: [NAME]`) and so is not set. */
export type Environment = Readonly<Record<string, string | null>>;

/** `ulimits`: one value for both limits, or two. -1 is no limit. */
export type Ulimit = Extensible & { readonly single?: number; readonly soft?: number; readonly hard?: number };

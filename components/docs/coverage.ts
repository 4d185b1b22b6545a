/** What the page of coverage shows, as plain data. */
export interface Coverage {
  readonly endpoints: readonly EndpointGroup[];
  readonly commands: readonly CommandList[];
  /** Undefined when the suite's report is not there. */
  readonly conformance: Conformance | undefined;
  /** Empty when the set-up has not made them. */
  readonly packages: readonly PackageArchive[];
}

/** An archive of packages that the sandbox has a part of. */
export interface PackageArchive {
  /** 'pypi.org' */
  readonly host: string;
  /** 'pip install' */
  readonly command: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  /** How many are there besides, because these need them. */
  readonly needed: number;
}

export interface EndpointGroup {
  /** 'containers' */
  readonly name: string;
  readonly endpoints: readonly { method: string; path: string; missing?: string }[];
}

export interface CommandList {
  /** 'docker container' */
  readonly name: string;
  /** In Docker's words; undefined for what is in none of its groups. */
  readonly about: string | undefined;
  readonly commands: readonly CommandCoverage[];
}

export interface CommandCoverage {
  /** 'docker container run', and 'docker run' where there is a shorter name. */
  readonly names: readonly string[];
  readonly about: string;
  /** Why Slipway has it not. */
  readonly missing?: string;
  readonly flags: readonly { name: string; missing?: string }[];
}

export interface Conformance {
  /** 'The summary sentence of the report.' */
  readonly identical: number;
  readonly all: number;
  /** First row: headings. */
  readonly rows: readonly (readonly string[])[];
  readonly differences: readonly { scenario: string; what: string; reason: string }[];
}

/** Those that are there, of how many. */
export function tally(list: readonly { missing?: string }[]): { done: number; all: number } {
  return { done: list.filter(({ missing }) => missing === undefined).length, all: list.length };
}

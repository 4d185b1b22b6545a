import { DEFAULT_PROFILE } from './default-profile.ts';
import { compileFilter } from './filter.ts';
import { applicableRules, parseProfile, type SeccompProfile, type Surroundings } from './profile.ts';

/** What goes into the OCI config: the compiled filter, which crun loads as it is. */
export interface SeccompConfig {
  readonly annotations: Readonly<Record<string, string>>;
  /** `linux.seccomp`, where crun looks for flags only. */
  readonly seccomp?: { readonly defaultAction: string; readonly flags: readonly string[] };
}

/** crun's documentation, crun(1), "EXTENSIONS TO OCI". */
const FILTER_ANNOTATION = 'run.oci.seccomp_bpf_data';
/** Filters differ by profile and capabilities; nobody has many of them. */
const KEPT_FILTERS = 16;

const kept = new Map<string, SeccompConfig>();

/**
 * The filter of a container: Docker's default, or what `--security-opt seccomp=` says: 'unconfined', 'builtin', or a
 * profile's JSON.
 *
 * @returns undefined without a filter
 * @throws SlipwayError 'internal' for a profile that is wrong
 */
export function seccompConfig(
  host: { readonly Privileged: boolean; readonly SecurityOpt: readonly string[] | null },
  around: Surroundings,
): SeccompConfig | undefined {
  const text = seccompOption(host.SecurityOpt);
  if (text === 'unconfined' || (host.Privileged && (text === undefined || text === 'builtin'))) return undefined;
  const key = JSON.stringify([text, around.capabilities]);
  const known = kept.get(key);
  if (known) return known;
  const profile = text === undefined || text === 'builtin' ? DEFAULT_PROFILE : parseProfile(text);
  if (!profile) return undefined;
  const config = configOf(profile, around);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_FILTERS) kept.delete(oldest!);
  kept.set(key, config);
  return config;
}

/** What `--security-opt seccomp=` says; the last one counts. */
export function seccompOption(options: readonly string[] | null): string | undefined {
  const [last] = (options ?? []).filter((option) => /^seccomp[=:]/.test(option)).slice(-1);
  return last?.slice('seccomp='.length);
}

function configOf(profile: SeccompProfile, around: Surroundings): SeccompConfig {
  const { defaultAction, defaultErrnoRet, flags } = profile;
  const filter = compileFilter({ name: defaultAction, errno: defaultErrnoRet }, applicableRules(profile, around));
  return {
    annotations: { [FILTER_ANNOTATION]: btoa(String.fromCharCode(...filter)) },
    ...(flags ? { seccomp: { defaultAction, flags } } : {}),
  };
}

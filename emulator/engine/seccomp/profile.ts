import { SlipwayError } from '../../errors.ts';
import { JsonFields } from '../json-fields.ts';

/** A seccomp profile as `--security-opt seccomp=FILE` takes it: `linux.seccomp` of OCI with conditions (moby/profiles). */
export interface SeccompProfile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number;
  readonly flags?: readonly string[];
  readonly syscalls: readonly SyscallRule[];
}

export interface SyscallRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly ArgumentRule[];
  /** The rule holds only where all of this does. */
  readonly includes?: Condition;
  /** The rule does not hold where any of this does. */
  readonly excludes?: Condition;
}

export interface ArgumentRule {
  /** 0–5 */
  readonly index: number;
  readonly value: number;
  readonly valueTwo: number;
  /** 'SCMP_CMP_EQ' … */
  readonly op: string;
}

interface Condition {
  readonly caps?: readonly string[];
  readonly arches?: readonly string[];
  /** '4.8' */
  readonly minKernel?: string;
}

/** What conditions are held against. */
export interface Surroundings {
  /** The bounding set: 'CAP_CHOWN', … */
  readonly capabilities: readonly string[];
  /** '6.1.0-slipway' */
  readonly kernelRelease: string;
}

/** Docker's name of this architecture in `arches`. */
const ARCHITECTURE = 'x86';

/**
 * Reads a profile. Undefined for an empty one, which is none. Errors as dockerd gives them when the container starts:
 * 'internal' with the value that is wrong.
 */
export function parseProfile(text: string): SeccompProfile | undefined {
  try {
    return readProfile(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SlipwayError && cause.kind === 'internal') throw cause;
    throw new SlipwayError('internal', `Decoding seccomp profile failed: ${(cause as Error).message}`, { cause });
  }
}

function contradiction(a: string, b: string): SlipwayError {
  const message = `both '${a}' and '${b}' are specified in the seccomp profile, use either '${a}' or '${b}'`;
  return new SlipwayError('internal', message);
}

function readProfile(value: unknown): SeccompProfile | undefined {
  const fields = new JsonFields(value, 'Seccomp');
  const defaultAction = fields.string('defaultAction');
  const syscalls = (fields.objects('syscalls') ?? []).map(readRule);
  if (defaultAction === '' && syscalls.length === 0) return undefined;
  const architectures = fields.strings('architectures') ?? [];
  const archMap = fields.objects('archMap') ?? [];
  if (architectures.length > 0 && archMap.length > 0) {
    throw contradiction('architectures', 'archMap');
  }
  const flags = fields.strings('flags');
  return {
    defaultAction,
    ...(fields.has('defaultErrnoRet') ? { defaultErrnoRet: fields.integer('defaultErrnoRet') } : {}),
    ...(flags && flags.length > 0 ? { flags } : {}),
    // The architecture of the machine is always part of the filter, as with libseccomp; others never come up.
    syscalls,
  };
}

function readRule(fields: JsonFields): SyscallRule {
  const name = fields.string('name');
  const names = fields.strings('names') ?? [];
  if (name !== '' && names.length > 0) {
    throw contradiction('name', 'names');
  }
  return {
    names: name === '' ? names : [name],
    action: fields.string('action'),
    ...(fields.has('errnoRet') ? { errnoRet: fields.integer('errnoRet') } : {}),
    args: (fields.objects('args') ?? []).map((argument) => ({
      index: argument.integer('index'),
      value: unsigned(argument, 'value'),
      valueTwo: unsigned(argument, 'valueTwo'),
      op: argument.string('op'),
    })),
    includes: readCondition(fields.object('includes')),
    excludes: readCondition(fields.object('excludes')),
  };
}

/** Of 64 bits in the format; what does not fit JavaScript's integers is compared with a 32-bit argument all the same. */
function unsigned(fields: JsonFields, name: string): number {
  const value = fields.raw(name) ?? 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 64) return value;
  throw new Error(`json: cannot unmarshal ${JSON.stringify(value)} into Go struct field ${name} of type uint64`);
}

function readCondition(fields: JsonFields): Condition {
  const minKernel = fields.string('minKernel');
  if (minKernel !== '' && (!/^\d{1,3}\.\d{1,3}$/.test(minKernel) || Number(minKernel.replace('.', '')) === 0)) {
    throw new Error(`invalid kernel version: ${JSON.stringify(minKernel)}, expected "<kernel>.<major>"`);
  }
  return {
    caps: fields.strings('caps') ?? [],
    arches: fields.strings('arches') ?? [],
    ...(minKernel === '' ? {} : { minKernel }),
  };
}

/** The rules that hold here. */
export function applicableRules(profile: SeccompProfile, around: Surroundings): readonly SyscallRule[] {
  return profile.syscalls.filter(({ includes = {}, excludes = {} }) => {
    const { caps = [], arches = [], minKernel } = includes;
    return (
      (arches.length === 0 || arches.includes(ARCHITECTURE)) &&
      caps.every((name) => around.capabilities.includes(name)) &&
      (minKernel === undefined || isAtLeast(around.kernelRelease, minKernel)) &&
      !excludes.arches?.includes(ARCHITECTURE) &&
      !excludes.caps?.some((name) => around.capabilities.includes(name)) &&
      !(excludes.minKernel !== undefined && isAtLeast(around.kernelRelease, excludes.minKernel))
    );
  });
}

function isAtLeast(release: string, minimum: string): boolean {
  const [major = 0, minor = 0] = release.split(/[.-]/).map(Number);
  const [minMajor = 0, minMinor = 0] = minimum.split('.').map(Number);
  return major > minMajor || (major === minMajor && minor >= minMinor);
}

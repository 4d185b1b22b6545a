import { SlipwayError } from '../../errors.ts';
import type { ArgumentRule, SyscallRule } from './profile.ts';
import { MULTIPLEXED, SYSCALLS } from './syscalls-i386.ts';

/**
 * Compiles rules to the classic BPF program that seccomp(2) takes: a binary search over ranges of system call numbers
 * with the same outcome, so that a call passes some eight instructions where libseccomp's list is hundreds long. It is
 * done here because libseccomp would need as long in the emulated CPU as the rest of a container's start.
 */

/** linux/audit.h */
const AUDIT_ARCH_I386 = 0x40000003;
/** Offsets in struct seccomp_data (linux/seccomp.h), arguments 8 bytes each, the low half first. */
const NUMBER_OFFSET = 0;
const ARCHITECTURE_OFFSET = 4;
const ARGUMENTS_OFFSET = 16;
/** Opcodes (linux/bpf_common.h). */
const LOAD_WORD = 0x20;
const AND = 0x54;
const JUMP = 0x05;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER = 0x25;
const JUMP_GREATER_OR_EQUAL = 0x35;
const RETURN = 0x06;
/** BPF_MAXINSNS */
const MAX_INSTRUCTIONS = 4096;
const MAX_ERRNO = 4095;
const EPERM = 1;
const ENOSYS = 38;

/** linux/seccomp.h; SCMP_ACT_NOTIFY would need somebody to ask. */
const ACTIONS: Readonly<Record<string, number>> = {
  SCMP_ACT_KILL: 0,
  SCMP_ACT_KILL_THREAD: 0,
  SCMP_ACT_KILL_PROCESS: 0x80000000,
  SCMP_ACT_TRAP: 0x00030000,
  SCMP_ACT_ERRNO: 0x00050000,
  SCMP_ACT_TRACE: 0x7ff00000,
  SCMP_ACT_LOG: 0x7ffc0000,
  SCMP_ACT_ALLOW: 0x7fff0000,
};

interface Instruction {
  readonly code: number;
  /** Instructions to skip when the comparison holds, and when it does not. */
  readonly yes: number;
  readonly no: number;
  readonly operand: number;
}

const instruction = (code: number, operand: number, yes = 0, no = 0): Instruction => ({ code, yes, no, operand });
const returns = (action: number): Instruction => instruction(RETURN, action);

/** Some conditions, all of which must hold. */
interface Clause {
  readonly conditions: readonly ArgumentRule[];
  readonly action: number;
}

/**
 * @returns struct sock_filter[], 8 bytes each
 * @throws SlipwayError 'internal' (as a runtime refuses it at the start) with the action or operator that is unknown
 */
export function compileFilter(
  defaultAction: { readonly name: string; readonly errno: number | undefined },
  rules: readonly SyscallRule[],
): Uint8Array {
  const otherwise = actionOf(defaultAction.name, defaultAction.errno);
  const program = [
    instruction(LOAD_WORD, ARCHITECTURE_OFFSET),
    instruction(JUMP_EQUAL, AUDIT_ARCH_I386, 1, 0),
    returns(ACTIONS.SCMP_ACT_KILL!),
    instruction(LOAD_WORD, NUMBER_OFFSET),
    ...search(rangesOf(clausesByNumber(rules, otherwise), otherwise)),
  ];
  if (program.length > MAX_INSTRUCTIONS) {
    throw failure(`the seccomp profile takes ${program.length} instructions; ${MAX_INSTRUCTIONS} are possible`);
  }
  return encode(program);
}

function actionOf(name: string, errno: number | undefined): number {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name]! : undefined;
  if (name === 'SCMP_ACT_NOTIFY') {
    throw new SlipwayError('not-implemented', 'the seccomp action SCMP_ACT_NOTIFY is not implemented in Slipway');
  }
  if (action === undefined) throw failure(`invalid seccomp action \`${name}\``);
  const hasData = name === 'SCMP_ACT_ERRNO' || name === 'SCMP_ACT_TRACE';
  if (!hasData) {
    if (errno !== undefined) throw failure(`errno value specified for action \`${name}\``);
    return action;
  }
  const value = errno ?? EPERM;
  if (value < 0 || value > MAX_ERRNO) throw failure(`invalid errno value ${value} for action \`${name}\``);
  return action | value;
}

function clausesByNumber(rules: readonly SyscallRule[], otherwise: number): ReadonlyMap<number, Clause[]> {
  const byNumber = new Map<number, Clause[]>();
  const add = (number: number, clauses: readonly Clause[]) => {
    byNumber.set(number, [...(byNumber.get(number) ?? []), ...clauses]);
  };
  for (const rule of rules) {
    const action = actionOf(rule.action, rule.errnoRet);
    if (action === otherwise) continue;
    const clauses = clausesOf(rule.args ?? [], action);
    for (const name of rule.names) {
      // Names that other architectures or later kernels have are passed over, as by crun.
      const number = SYSCALLS.get(name);
      if (number !== undefined) add(number, clauses);
      const multiplexed = MULTIPLEXED.get(name);
      // Arguments are behind a pointer there.
      if (!multiplexed || (rule.args ?? []).length > 0) continue;
      const condition = { index: 0, value: multiplexed.call, valueTwo: 0, op: 'SCMP_CMP_EQ' };
      add(multiplexed.number, [{ conditions: [condition], action }]);
    }
  }
  return byNumber;
}

/** Several conditions for one argument are alternatives, as runc and crun have it. */
function clausesOf(conditions: readonly ArgumentRule[], action: number): Clause[] {
  for (const { index } of conditions) {
    if (index < 0 || index > 5) throw failure(`invalid seccomp index ${index}`);
  }
  const isRepeated = new Set(conditions.map(({ index }) => index)).size < conditions.length;
  if (isRepeated) return conditions.map((condition) => ({ conditions: [condition], action }));
  return [{ conditions, action }];
}

/** From `first` to the next range's: instructions that return. */
interface Range {
  readonly first: number;
  readonly outcome: readonly Instruction[];
}

function rangesOf(byNumber: ReadonlyMap<number, Clause[]>, otherwise: number): Range[] {
  const end = Math.max(...SYSCALLS.values()) + 1;
  const ranges: Range[] = [];
  let before = '';
  for (let number = 0; number < end; number++) {
    const outcome = outcomeOf(byNumber.get(number) ?? [], otherwise);
    const text = JSON.stringify(outcome);
    if (text !== before) ranges.push({ first: number, outcome });
    before = text;
  }
  // What this table does not know is new: programs try it and expect to hear that it is not there (as runc has it).
  const isAllowed = otherwise === ACTIONS.SCMP_ACT_ALLOW || otherwise === ACTIONS.SCMP_ACT_LOG;
  const unknown = returns(isAllowed ? otherwise : ACTIONS.SCMP_ACT_ERRNO! | ENOSYS);
  if (JSON.stringify([unknown]) !== before) ranges.push({ first: end, outcome: [unknown] });
  return ranges;
}

function outcomeOf(clauses: readonly Clause[], otherwise: number): Instruction[] {
  const always = clauses.find(({ conditions }) => conditions.length === 0);
  if (always) return [returns(always.action)];
  return [...clauses.flatMap(clauseCode), returns(otherwise)];
}

/** Returns the action when all conditions hold, else goes on behind. */
function clauseCode({ conditions, action }: Clause): Instruction[] {
  // Built from its end, so that the way out is known.
  let code = [returns(action)];
  for (const condition of [...conditions].reverse()) code = [...conditionCode(condition, code.length), ...code];
  return code;
}

/** Goes on when the condition holds, else skips `rest` instructions more. Arguments have 32 bits here. */
function conditionCode({ index, value, valueTwo, op }: ArgumentRule, rest: number): Instruction[] {
  const load = instruction(LOAD_WORD, ARGUMENTS_OFFSET + 8 * index);
  const never = [instruction(JUMP, rest)];
  const isBeyond = value > 0xffffffff;
  switch (op) {
    case 'SCMP_CMP_EQ':
      return isBeyond ? never : [load, instruction(JUMP_EQUAL, value, 0, rest)];
    case 'SCMP_CMP_NE':
      return isBeyond ? [] : [load, instruction(JUMP_EQUAL, value, rest, 0)];
    case 'SCMP_CMP_LT':
      return isBeyond ? [] : [load, instruction(JUMP_GREATER_OR_EQUAL, value, rest, 0)];
    case 'SCMP_CMP_LE':
      return isBeyond ? [] : [load, instruction(JUMP_GREATER, value, rest, 0)];
    case 'SCMP_CMP_GE':
      return isBeyond ? never : [load, instruction(JUMP_GREATER_OR_EQUAL, value, 0, rest)];
    case 'SCMP_CMP_GT':
      return isBeyond ? never : [load, instruction(JUMP_GREATER, value, 0, rest)];
    case 'SCMP_CMP_MASKED_EQ':
      if (valueTwo > 0xffffffff) return never;
      return [load, instruction(AND, value % 2 ** 32), instruction(JUMP_EQUAL, valueTwo, 0, rest)];
    default:
      throw failure(`invalid seccomp operator \`${op}\``);
  }
}

function search(ranges: readonly Range[]): Instruction[] {
  if (ranges.length === 1) return [...ranges[0]!.outcome];
  const middle = ranges.length >> 1;
  const below = search(ranges.slice(0, middle));
  const above = search(ranges.slice(middle));
  const { first } = ranges[middle]!;
  // Conditional jumps reach 255 instructions, unconditional ones any number.
  if (below.length <= 255) return [instruction(JUMP_GREATER_OR_EQUAL, first, below.length, 0), ...below, ...above];
  const far = [instruction(JUMP_GREATER_OR_EQUAL, first, 0, 1), instruction(JUMP, below.length)];
  return [...far, ...below, ...above];
}

function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(program.length * 8);
  const view = new DataView(bytes.buffer);
  program.forEach(({ code, yes, no, operand }, index) => {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, yes);
    view.setUint8(index * 8 + 3, no);
    view.setUint32(index * 8 + 4, operand >>> 0, true);
  });
  return bytes;
}

/** In the words of a runtime that refuses it. */
function failure(message: string): SlipwayError {
  const prefix = 'failed to create shim task: OCI runtime create failed: crun create failed';
  return new SlipwayError('internal', `${prefix}: ${message}: unknown`);
}

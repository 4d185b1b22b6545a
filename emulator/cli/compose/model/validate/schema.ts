import type { OutputUnit } from '@cfworker/json-schema';
import { ComposeError, type Problem } from '../problem.ts';
import { locate, toPlain, type MapNode } from '../tree/node.ts';
import { schemaAt, schemaErrors, stepsOf } from './compose-schema.ts';

/** One thing that does not fit, in the words of the validator docker compose v2 has (gojsonschema). */
interface Misfit {
  readonly path: readonly string[];
  readonly kind: 'type' | 'oneOf' | 'other';
  readonly text: string;
  /** For a key that is not allowed: it, rather than what it is in, is where the mistake is. */
  readonly key?: string;
}

/** Throws when the merged tree does not fit the specification's schema: 'validating FILE: services.web …'. */
export function validateSchema(root: MapNode, file: string): void {
  const misfits = misfitsOf(schemaErrors(toPlain(root)));
  const worst = mostSpecific(misfits);
  if (!worst) return;
  const problems = misfits
    .filter((misfit) => misfit.kind !== 'oneOf' || misfit === worst)
    .map((misfit): Problem => {
      const meant = misfit.kind === 'oneOf' ? (misfits[misfits.indexOf(misfit) + 1] ?? misfit) : misfit;
      const isKey = meant.key !== undefined;
      const range = locate(root, isKey ? [...meant.path, meant.key ?? ''] : meant.path, isKey);
      return { severity: 'error', message: sentence(misfits, misfit), range };
    });
  const message = sentence(misfits, worst);
  const first = problems.find((problem) => problem.message === message);
  const others = problems.filter((problem) => problem !== first && problem.message !== message);
  throw new ComposeError(`validating ${file}: ${message}`, first ? [first, ...others] : problems);
}

function misfitsOf(errors: readonly OutputUnit[]): Misfit[] {
  const misfits: Misfit[] = [];
  for (let index = 0; index < errors.length; index++) {
    const error = errors[index];
    if (!error) continue;
    const path = stepsOf(error.instanceLocation);
    if (error.keyword === 'oneOf') {
      const end = errors.findIndex(
        (one, at) => at > index && !one.keywordLocation.startsWith(`${error.keywordLocation}/`),
      );
      const inside = errors.slice(index + 1, belongsUntil(errors, index, end));
      misfits.push({ path, kind: 'oneOf', text: 'Must validate one and only one schema (oneOf)' });
      misfits.push(...misfitsOf(bestBranch(error, inside)));
      index += inside.length;
    } else if (error.keyword === 'additionalProperties') {
      const next = errors[index + 1];
      if (next?.keyword !== 'false') continue;
      const key = stepsOf(next.instanceLocation).at(-1) ?? '';
      misfits.push({ path, key, kind: 'other', text: `Additional property ${key} is not allowed` });
      index++;
    } else misfits.push(...leaf(error, path));
  }
  return misfits;
}

/** The errors of a oneOf's branches follow it; a 'false' among them has the instance's place for its own. */
function belongsUntil(errors: readonly OutputUnit[], index: number, end: number): number {
  let until = end === -1 ? errors.length : end;
  while (errors[until]?.keyword === 'false') {
    const next = errors.findIndex(
      (one, at) => at > until && !one.keywordLocation.startsWith(`${errors[index]?.keywordLocation}/`),
    );
    until = next === -1 ? errors.length : next;
  }
  return until;
}

/** The branch that was probably meant: one whose type fits, with the fewest errors. */
function bestBranch(oneOf: OutputUnit, inside: readonly OutputUnit[]): OutputUnit[] {
  const branches = new Map<string, OutputUnit[]>();
  let current: OutputUnit[] = [];
  for (const error of inside) {
    const isOwn = error.keywordLocation.startsWith(`${oneOf.keywordLocation}/`);
    const number = isOwn ? error.keywordLocation.slice(oneOf.keywordLocation.length + 1).split('/', 1)[0] : undefined;
    if (number !== undefined) {
      current = branches.get(number) ?? [];
      branches.set(number, current);
    }
    current.push(error);
  }
  const misses = (errors: readonly OutputUnit[]): number => {
    const isOtherType = errors.some(
      (error) => error.keyword === 'type' && error.instanceLocation === oneOf.instanceLocation,
    );
    return (isOtherType ? 1_000_000 : 0) + errors.length;
  };
  return [...branches.values()].toSorted((a, b) => misses(a) - misses(b))[0] ?? [];
}

function leaf(error: OutputUnit, path: readonly string[]): Misfit[] {
  const rule = schemaAt(error.keywordLocation);
  const other = (text: string): Misfit[] => [{ path, kind: 'other', text }];
  switch (error.keyword) {
    case 'type': {
      const types = Array.isArray(rule) ? rule.map(String) : [String(rule)];
      return [{ path, kind: 'type', text: `must be a ${readableTypes(types)}` }];
    }
    case 'required':
      return other(`${/"(.*)"/.exec(error.error)?.[1]} is required`);
    case 'enum': {
      const allowed = (Array.isArray(rule) ? rule : []).map((one) => JSON.stringify(one)).join(', ');
      return other(`${fieldOf(path)} must be one of the following: ${allowed}`);
    }
    case 'pattern':
      return other(`Does not match pattern '${String(rule)}'`);
    case 'uniqueItems': {
      const [, first, second] = /indexes (\d+) and (\d+)/.exec(error.error) ?? [];
      return other(`array items[${first},${second}] must be unique`);
    }
    case 'minimum':
      return other(`Must be greater than or equal to ${String(rule)}`);
    case 'maximum':
      return other(`Must be less than or equal to ${String(rule)}`);
    default:
      // '$ref', 'properties', 'items' …: what is wrong comes after
      return [];
  }
}

function readableTypes(types: readonly string[]): string {
  const names = types.map((type) => ({ object: 'mapping', array: 'list' })[type] ?? type);
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}

const depth = (misfit: Misfit): number => Math.max(1, misfit.path.length);

function mostSpecific(misfits: readonly Misfit[]): Misfit | undefined {
  let best = misfits[0];
  for (const misfit of misfits) {
    if (!best || depth(misfit) > depth(best)) best = misfit;
    // between equals, what has the wrong type is said
    else if (depth(misfit) === depth(best) && misfit.kind === 'type' && best.kind !== 'type') best = misfit;
  }
  return best;
}

/** A oneOf that does not fit is told by what its best branch has against it. */
function sentence(misfits: readonly Misfit[], misfit: Misfit): string {
  const next = misfit.kind === 'oneOf' ? misfits[misfits.indexOf(misfit) + 1] : undefined;
  return `${fieldOf(misfit.path)} ${(next ?? misfit).text}`;
}

function fieldOf(path: readonly string[]): string {
  return path.length === 0 ? '(root)' : path.join('.');
}

import { errorMessage } from '../../../errors.ts';
import { ComposeError, type SourceRange } from '../problem.ts';
import type { MapEntry, Node, NodePath, Scalar, ScalarNode } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';
import { InvalidTemplateError, substitute, type Lookup } from './template.ts';

type Cast = (text: string, warn: (message: string) => void) => Scalar;

const integer: Cast = (text) => {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
};

const integer64: Cast = (text) => {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
};

const decimal: Cast = (text) => {
  if (text.trim() === text && text !== '' && Number.isFinite(Number(text))) return Number(text);
  throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
};

const boolean: Cast = (text, warn) => {
  const lower = text.toLowerCase();
  const old = ['y', 'yes', 'on'].includes(lower) ? true : ['n', 'no', 'off'].includes(lower) ? false : undefined;
  if (old !== undefined) warn(`"${text}" for boolean is not supported by YAML 1.2, please use \`${old}\``);
  if (lower === 'true' || lower === 'false') return lower === 'true';
  if (old !== undefined) return old;
  throw new Error(`invalid boolean: ${text}`);
};

const service = (paths: Readonly<Record<string, Cast>>): Record<string, Cast> =>
  Object.fromEntries(Object.entries(paths).map(([path, cast]) => [`services.*.${path}`, cast]));

/** What a string becomes at these places, quoted or not: so can a variable hold a number. */
const casts = new PathTable<Cast>({
  ...service({ cpu_count: integer64, cpu_percent: decimal, cpu_period: integer64, cpu_quota: integer64 }),
  ...service({ cpu_rt_period: integer64, cpu_rt_runtime: integer64, cpus: decimal, cpu_shares: integer64 }),
  ...service({ init: boolean, 'depends_on.*.required': boolean, 'depends_on.*.restart': boolean }),
  ...service({ 'deploy.replicas': integer, 'deploy.update_config.parallelism': integer }),
  ...service({ 'deploy.update_config.max_failure_ratio': decimal, 'deploy.rollback_config.parallelism': integer }),
  ...service({ 'deploy.rollback_config.max_failure_ratio': decimal, 'deploy.restart_policy.max_attempts': integer }),
  ...service({ 'deploy.placement.max_replicas_per_node': integer, 'healthcheck.retries': integer }),
  ...service({ 'healthcheck.disable': boolean, oom_kill_disable: boolean, oom_score_adj: integer64 }),
  ...service({ pids_limit: integer64, 'ports.[].target': integer, privileged: boolean, read_only: boolean }),
  ...service({ scale: integer, stdin_open: boolean, tty: boolean, 'ulimits.*': integer, 'ulimits.*.hard': integer }),
  ...service({ 'ulimits.*.soft': integer, 'volumes.[].read_only': boolean, 'volumes.[].volume.nocopy': boolean }),
  ...Object.fromEntries(
    ['external', 'internal', 'attachable', 'enable_ipv4', 'enable_ipv6'].map((key) => [`networks.*.${key}`, boolean]),
  ),
  ...Object.fromEntries(['volumes', 'secrets', 'configs'].map((key) => [`${key}.*.external`, boolean])),
});

/** `at`: the value that is replaced. */
export interface Interpolation {
  readonly lookup: Lookup;
  warn(message: string, at?: SourceRange): void;
  /** A variable that is not set, and for which the value says nothing else. */
  missing?(name: string, at?: SourceRange): void;
}

/** The tree with variables replaced in all values (not in keys), and strings cast where something else belongs. */
export function interpolate(node: Node, options: Interpolation, path: NodePath = []): Node {
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item) => interpolate(item, options, [...path, '[]'])) };
  }
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, entry]): [string, MapEntry] => [
      key,
      { ...entry, value: interpolate(entry.value, options, [...path, key]) },
    ]);
    return { ...node, entries: new Map(entries) };
  }
  return typeof node.value === 'string' ? interpolated(node, node.value, options, path) : node;
}

function interpolated(node: ScalarNode, text: string, options: Interpolation, path: NodePath): ScalarNode {
  const where = path.join('.');
  const fail = (reason: string): ComposeError =>
    new ComposeError(`error while interpolating ${where}: ${reason}`, node.at);
  let value: string;
  try {
    value = substitute(text, options.lookup, { missing: (name) => options.missing?.(name, node.at) });
  } catch (error) {
    if (!(error instanceof InvalidTemplateError)) throw fail(errorMessage(error));
    const message = `invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n`;
    throw new ComposeError(message + error.template, node.at);
  }
  const cast = casts.get(path);
  if (!cast) return value === text ? node : { ...node, value };
  try {
    return { ...node, value: cast(value, (message) => options.warn(message, node.at)) };
  } catch (error) {
    throw fail(`failed to cast to expected type: ${errorMessage(error)}`);
  }
}

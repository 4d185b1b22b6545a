import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { alignColumns } from '../../format/tabwriter.ts';
import { loadComposeModel } from '../model/load-project.ts';
import { configText } from '../model/output/config-text.ts';
import { goJson } from '../model/output/go-json.ts';
import { goYaml } from '../model/output/go-yaml.ts';
import { serviceHash } from '../model/output/hash.ts';
import { checkContainerNames, withSelectedServices } from '../model/project/select.ts';
import type { Printable } from '../model/shape/kind.ts';
import { toPlain, type Node } from '../model/tree/node.ts';
import type { Project } from '../model/types/project.ts';
import { variablesIn, type TemplateVariable } from '../model/variables/template.ts';
import { addImageDigests, imagesOf, keepImages, withImageDigests } from './image-digests.ts';
import { inWords, loadFor, loadOptions, withWarnings } from './load.ts';

/** `docker compose config`. Throws CliError. */
export async function runConfig(invocation: Invocation): Promise<void> {
  const { flags, cli } = invocation;
  const lines = await linesOf(invocation);
  if (lines !== undefined) return cli.out(lines.map((line) => `${line}\n`).join(''));
  if (flags.bool('variables')) return cli.out(await variablesText(invocation));
  const format = flags.string('format') || 'yaml';
  if (format !== 'yaml' && format !== 'json') throw new CliError(`unsupported format ${JSON.stringify(format)}`);
  const text = await textOfModel(invocation, format);
  if (flags.bool('quiet')) return;
  const output = flags.string('output');
  if (output === '') return cli.out(text);
  await cli.io.files.write(cli.resolvePath(output), new TextEncoder().encode(text));
}

async function textOfModel(invocation: Invocation, format: 'yaml' | 'json'): Promise<string> {
  const { flags, cli } = invocation;
  const isLocked = flags.bool('lock-image-digests');
  const isResolved = isLocked || flags.bool('resolve-image-digests');
  if (flags.bool('no-interpolate')) {
    const root = await loadRaw(invocation);
    if (isResolved) await addImageDigests(cli, root);
    if (isLocked) keepImages(root);
    return modelText(root, format);
  }
  const loaded = await loadChecked(invocation);
  const project = isResolved ? await withImageDigests(cli, loaded) : loaded;
  return configText(isLocked ? imagesOf(project) : project, format);
}

/** What the flags that print a list print; undefined when there is none of them. */
async function linesOf(invocation: Invocation): Promise<string[] | undefined> {
  const { flags, args } = invocation;
  const load = (services: readonly string[] = []): Promise<Project> =>
    loadChecked(invocation, { services, resolvesEnvironment: false });
  if (flags.bool('services')) return namesInOrder(await load());
  if (flags.bool('volumes')) return Object.keys((await load()).volumes).toSorted();
  if (flags.bool('networks')) return Object.keys((await load()).networks).toSorted();
  if (flags.changed('hash')) return hashes(await load(), flags.string('hash'));
  if (flags.bool('profiles')) {
    const { services, disabledServices } = await load(args);
    const all = [...Object.values(services), ...Object.values(disabledServices)];
    return [...new Set(all.flatMap((service) => service.profiles ?? []))].toSorted();
  }
  if (flags.bool('images')) {
    const { name, services } = await load(args);
    const all = Object.values(services).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return all.map((service) => service.image || `${name}-${service.name}`);
  }
  if (!flags.bool('environment')) return undefined;
  const { environment } = await load(args);
  return Object.entries(environment)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted();
}

async function loadChecked(invocation: Invocation, more: Parameters<typeof loadFor>[1] = {}): Promise<Project> {
  const { flags, groupFlags, args } = invocation;
  const isConsistent = !flags.bool('no-consistency');
  const project = await loadFor(invocation, {
    services: args,
    resolvesPaths: !flags.bool('no-path-resolution'),
    // compose's --compatibility leaves the model as it is, too
    normalizes: !flags.bool('no-normalize') && !groupFlags?.bool('compatibility'),
    checksConsistency: isConsistent,
    resolvesEnvironment: !flags.bool('no-env-resolution'),
    ...more,
  });
  if (isConsistent) inWords(() => checkContainerNames(project));
  return project;
}

/** What a service depends on comes before it. */
function namesInOrder(project: Project): string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    const service = project.services[name];
    if (!service || names.has(name)) return;
    for (const next of Object.keys(service.depends_on ?? {}).toSorted()) add(next);
    names.add(name);
  };
  for (const name of Object.keys(project.services).toSorted()) add(name);
  return [...names];
}

async function hashes(project: Project, wanted: string): Promise<string[]> {
  const names = wanted === '*' ? [] : wanted.split(',');
  const { services } = inWords(() => withSelectedServices(project, names, 'without'));
  const all = Object.values(services).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(all.map(async (service) => `${service.name} ${await serviceHash(service)}`));
}

async function loadRaw(invocation: Invocation): Promise<Node> {
  const { flags } = invocation;
  const more = { resolvesPaths: !flags.bool('no-path-resolution'), normalizes: !flags.bool('no-normalize') };
  const { cli } = invocation;
  const { name, root } = await withWarnings(cli, (warn) =>
    loadComposeModel(cli.io.files, { ...loadOptions(invocation, more), warn }, { interpolates: false }),
  );
  root.entries.set('name', { value: { kind: 'scalar', value: name } });
  return root;
}

function modelText(root: Node, format: 'yaml' | 'json'): string {
  const plain = toPlain(root) as Printable;
  return format === 'yaml' ? goYaml(plain) : goJson(plain, '  ');
}

async function variablesText(invocation: Invocation): Promise<string> {
  const found = new Map<string, TemplateVariable>();
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') {
      if (typeof node.value === 'string') for (const one of variablesIn(node.value)) found.set(one.name, one);
    } else if (node.kind === 'list') node.items.forEach(visit);
    else for (const { value } of node.entries.values()) visit(value);
  };
  const root = await loadRaw(invocation);
  inWords(() => visit(root));
  const variables = [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const format = invocation.flags.string('format');
  if (format === 'yaml') return goYaml(Object.fromEntries(variables.map((one) => [one.name, fieldsOf(one, true)])));
  if (format === 'json') return `${goJson(Object.fromEntries(variables.map((one) => [one.name, fieldsOf(one)])))}\n`;
  const rows = variables.map((one) => [one.name, one.isRequired, one.defaultValue, one.presenceValue].join('\t'));
  const header = 'NAME\tREQUIRED\tDEFAULT VALUE\tALTERNATE VALUE';
  return alignColumns([header, ...rows].map((row) => `${row}\n`).join(''), { minWidth: 20, padding: 3 });
}

/** By the names of compose's Go struct, which YAML has in small letters. */
function fieldsOf(variable: TemplateVariable, isLower = false): Record<string, Printable> {
  const fields = {
    Name: variable.name,
    DefaultValue: variable.defaultValue,
    PresenceValue: variable.presenceValue,
    Required: variable.isRequired,
  };
  if (!isLower) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
}

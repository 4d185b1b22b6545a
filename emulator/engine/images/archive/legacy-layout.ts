import { SlipwayError } from '../../../errors.ts';
import { encodeConfig } from '../image-config.ts';
import { parseReference, type NamedReference } from '../reference.ts';
import type { ImageConfig } from '../types.ts';
import { checkSystem, parseJson } from './docker-layout.ts';
import type { ArchivedImage } from './load.ts';
import type { Members } from './members.ts';

interface LegacyConfig extends Partial<Omit<ImageConfig, 'history' | 'rootfs'>> {
  readonly id: string;
  readonly parent?: string;
  readonly comment?: string;
  readonly container_config?: { readonly Cmd?: readonly string[] | null };
}

/** Of an archive from before Docker 1.10 these members are about its own store (moby: v1.MakeConfigFromV1Config). */
const DROPPED = ['id', 'parent', 'Size', 'parent_id', 'layer_id', 'throwaway'];
const MAX_PARENTS = 256;

/**
 * The images of an archive as Docker wrote it before version 1.10: a folder a layer with `json` and `layer.tar`, names
 * in `repositories`. Errors 'corrupt' in dockerd's words. The diff IDs are those of the uncompressed layers.
 */
export function legacyImages(members: Members): ArchivedImage[] {
  const repositories = parseJson(members.open('repositories'), 'repositories') as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  const names = new Map<string, NamedReference[]>();
  for (const [name, tags] of Object.entries(repositories)) {
    for (const [tag, id] of Object.entries(tags)) {
      if (!members.find(`${id}/json`)) throw new SlipwayError('corrupt', `invalid target ID: ${id}`);
      names.set(id, [...(names.get(id) ?? []), parseReference(`${name}:${tag}`)]);
    }
  }
  const parents = new Set(
    members
      .topFolders()
      .filter((id) => members.find(`${id}/json`))
      .map((id) => configOf(members, id).parent),
  );
  const tops = members.topFolders().filter((id) => members.find(`${id}/json`) && !parents.has(id));
  const wanted = [...new Set([...names.keys(), ...tops])];
  return wanted.map((id) => imageOf(members, id, names.get(id) ?? []));
}

function imageOf(members: Members, id: string, names: readonly NamedReference[]): ArchivedImage {
  const chain: LegacyConfig[] = [];
  for (let at: string | undefined = id; at !== undefined && at !== ''; at = chain[0]!.parent) {
    if (chain.length > MAX_PARENTS) throw new SlipwayError('corrupt', 'max depth exceeded');
    chain.unshift(configOf(members, at));
  }
  const layers = chain.map((config) => {
    const member = members.open(`${config.id}/layer.tar`);
    return { diffId: member.digest, member };
  });
  const top = chain.at(-1)!;
  checkSystem(top.os ?? '');
  const kept = Object.fromEntries(Object.entries(top).filter(([name]) => !DROPPED.includes(name)));
  const config: ImageConfig = {
    ...kept,
    os: top.os ?? 'linux',
    architecture: top.architecture ?? '386',
    history: chain.map(historyOf),
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  };
  return { configBytes: encodeConfig(config), layers, names };
}

function historyOf({ created, author, comment, container_config: made }: LegacyConfig) {
  const createdBy = (made?.Cmd ?? []).join(' ');
  return {
    ...(created ? { created } : {}),
    ...(author ? { author } : {}),
    ...(createdBy ? { created_by: createdBy } : {}),
    ...(comment ? { comment } : {}),
  };
}

function configOf(members: Members, id: string): LegacyConfig {
  const path = `${id}/json`;
  const config = parseJson(members.open(path), path) as LegacyConfig;
  if (typeof config !== 'object' || config === null || !/^[0-9a-f]{64}$/.test(config.id ?? '')) {
    throw new SlipwayError('corrupt', `image ID ${JSON.stringify(config?.id ?? '')} is invalid`);
  }
  return config;
}

import { indentJson } from '../format/json-text.ts';
import type { Platform } from '../manifests/image-manifest.ts';
import { CliError, errorMessage } from '../errors.ts';
import { listShape, mapShape, plainListShape, structShape, typedValue, type GoShape } from '../template/shapes.ts';
import { templateFunctions } from '../template/functions.ts';
import { compileTemplate } from '../template/template.ts';
import { GoStruct, isMap } from '../template/values.ts';

/** An entry of an index (OCI image specification, "Content Descriptors"). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a template of `imagetools inspect` is about. */
export interface ImageDetails {
  /** As it was typed. */
  readonly name: string;
  readonly manifest: object;
  /** One config, or several by platform. */
  readonly images: readonly object[] | Readonly<Record<string, object>>;
}

/** 'linux/arm/v7' */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant ? [variant] : [])].join('/');
}

const platform = structShape(
  '*v1.Platform',
  { 'os.features': plainListShape },
  { OSVersion: '', OSFeatures: [], Variant: '' },
  {
    architecture: 'Architecture',
    os: 'OS',
    'os.version': 'OSVersion',
    'os.features': 'OSFeatures',
    variant: 'Variant',
  },
);
const ofDescriptor = {
  ...{ mediaType: 'MediaType', digest: 'Digest', size: 'Size', platform: 'Platform', annotations: 'Annotations' },
  ...{ schemaVersion: 'SchemaVersion', manifests: 'Manifests' },
};
const descriptor = structShape(
  'v1.Descriptor',
  { platform, annotations: mapShape },
  { Annotations: {}, Platform: null },
  ofDescriptor,
);
const manifestShape = structShape(
  'struct',
  { manifests: listShape(descriptor), annotations: mapShape },
  { Annotations: {}, MediaType: '' },
  ofDescriptor,
);
const config = structShape(
  'v1.ImageConfig',
  {
    ...{ Env: plainListShape, Entrypoint: plainListShape, Cmd: plainListShape },
    ...{ ExposedPorts: mapShape, Volumes: mapShape, Labels: mapShape },
  },
  {
    User: '',
    Env: [],
    Entrypoint: [],
    Cmd: [],
    WorkingDir: '',
    StopSignal: '',
    ExposedPorts: {},
    Volumes: {},
    Labels: {},
  },
  {},
  ['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'Volumes', 'WorkingDir', 'Labels', 'StopSignal', 'ArgsEscaped'],
);
const imageShape = structShape(
  '*v1.Image',
  {
    config,
    rootfs: structShape('v1.RootFS', { diff_ids: plainListShape }, {}, { type: 'Type', diff_ids: 'DiffIDs' }),
    history: listShape(
      structShape(
        'v1.History',
        {},
        { Created: '', CreatedBy: '', Author: '', Comment: '', EmptyLayer: false },
        {
          created: 'Created',
          created_by: 'CreatedBy',
          author: 'Author',
          comment: 'Comment',
          empty_layer: 'EmptyLayer',
        },
        ['created', 'created_by', 'author', 'comment', 'empty_layer'],
      ),
    ),
  },
  { Author: '', Variant: '', Created: '', History: [] },
  {
    ...{ created: 'Created', author: 'Author', architecture: 'Architecture', os: 'OS', variant: 'Variant' },
    ...{ config: 'Config', rootfs: 'RootFS', history: 'History', 'os.version': 'OSVersion' },
  },
  ['created', 'author', 'architecture', 'os', 'os.version', 'variant', 'config', 'rootfs', 'history'],
);

const { json } = templateFunctions;

/** --format, where `json` indents (util/imagetools/printers.go). Error: the template's. */
export function formatImage(format: string, { name, manifest, images }: ImageDetails): string {
  const indented = { ...json!, call: (value: never) => indentJson(String(json!.call(value)), '  ') };
  const isSeveral = !Array.isArray(images);
  const image = isSeveral
    ? typedValue(Object.fromEntries(Object.entries(images).map(([key, one]) => [key, stripped(one)])), {
        kind: 'map',
        of: imageShape,
      } satisfies GoShape)
    : typedValue(stripped(images[0] ?? {}), imageShape);
  const fields = {
    Name: () => name,
    Manifest: () => typedValue(manifest, manifestShape),
    Image: () => image,
    // What is not in the registry is empty.
    SBOM: () => ({}),
    Provenance: () => ({}),
  };
  const print = () => ({ name, manifest: fields.Manifest(), image });
  try {
    return compileTemplate(format, '', { json: indented }).execute(
      new GoStruct(isSeveral ? 'imagetools.tplInputs' : 'imagetools.tplInput', fields, {}, print),
    );
  } catch (error) {
    throw new CliError(errorMessage(error));
  }
}

/** Without what Go leaves out (omitempty). */
function stripped(image: object): unknown {
  const isEmpty = (value: unknown): boolean =>
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0);
  const without = (one: unknown): unknown =>
    isMap(one) ? Object.fromEntries(Object.entries(one).filter(([, value]) => !isEmpty(value))) : one;
  return Object.fromEntries(
    Object.entries(image).map(([key, value]) => [
      key,
      key === 'config' ? without(value) : key === 'history' && Array.isArray(value) ? value.map(without) : value,
    ]),
  );
}

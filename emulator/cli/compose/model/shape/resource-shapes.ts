import { childOf, textOf } from '../tree/node.ts';
import type { FileObject, Ipam, IpamPool, Model, Network, Volume } from '../types/resources.ts';
import { listOf, object } from './compound.ts';
import type { Kind } from './kind.ts';
import { flag, integer, mapping, pointer, strings, text } from './kinds.ts';

/** Under this key the tree has what a config's or secret's variable holds: no key of a file can be it. */
export const CONTENT_KEY = 'x-#content';

const pool = object<IpamPool>({ subnet: text, gateway: text, ip_range: text, aux_addresses: mapping });

export const network = object<Network>({
  name: text,
  driver: text,
  driver_opts: mapping,
  ipam: object<Ipam>({ driver: text, config: listOf(pool), options: mapping }, { isValue: true }),
  external: flag,
  internal: flag,
  attachable: flag,
  labels: mapping,
  enable_ipv4: pointer(flag),
  enable_ipv6: pointer(flag),
});

export const volume = object<Volume>({
  name: text,
  driver: text,
  driver_opts: mapping,
  external: flag,
  labels: mapping,
});

const fileObject = object<FileObject>({
  name: text,
  file: text,
  environment: text,
  content: text,
  external: flag,
  labels: mapping,
  driver: text,
  driver_opts: mapping,
  template_driver: text,
});

function withContent(printsContent: (value: FileObject) => boolean): Kind<FileObject> {
  return {
    ...fileObject,
    read: (node, reader, path) => {
      const { extensions, ...value } = fileObject.read(node, reader, path);
      const others = Object.entries(extensions ?? {}).filter(([key]) => key !== CONTENT_KEY);
      const held = textOf(childOf(node, CONTENT_KEY));
      return {
        ...value,
        ...(held === undefined ? {} : { content: held }),
        ...(others.length === 0 ? {} : { extensions: Object.fromEntries(others) }),
      };
    },
    print: (value, format) => fileObject.print(printsContent(value) ? value : { ...value, content: undefined }, format),
  };
}

/** What a secret holds is never printed. */
export const secret = withContent(() => false);
/** What a config holds is printed where the file says it itself. */
export const config = withContent((value) => !value.environment);

export const model = object<Model>({ name: text, model: text, context_size: integer, runtime_flags: strings });

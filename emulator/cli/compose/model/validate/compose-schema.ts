import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
// the package exports its program only; the file is one it publishes ("files": ["schemas"])
import schema from '../../../../../node_modules/dclint/schemas/compose.schema.json' with { type: 'json' };

const { development } = schema.definitions;
const { watch } = development.properties;
/** What the specification has had since the package's copy was made. */
const newWatch = {
  ...watch,
  items: {
    ...watch.items,
    properties: {
      ...watch.items.properties,
      initial_sync: {
        type: 'boolean',
        description: 'Ensure that the files of the path are in the container before its service is started.',
      },
    },
  },
};
const newDevelopment = { ...development, properties: { ...development.properties, watch: newWatch } };

/** The Compose specification's own JSON schema (draft 7), for validation, and for the editor to complete from. */
export const composeSchema = {
  ...schema,
  definitions: { ...schema.definitions, development: newDevelopment },
} as unknown as Schema;

let validator: Validator | undefined;

/** All that does not fit the schema, from the outside in; nothing when all fits. */
export function schemaErrors(instance: unknown): readonly OutputUnit[] {
  validator ??= new Validator(composeSchema, '7', false);
  return validator.validate(instance).errors;
}

/** The part of the schema that a keywordLocation of an error names: '#/properties/services/…/$ref/type'. */
export function schemaAt(location: string): unknown {
  let part: unknown = composeSchema;
  for (const step of stepsOf(location)) {
    if (step === '$ref') {
      const reference = String(at(part, '$ref'));
      part = stepsOf(reference).reduce(at, composeSchema as unknown);
    } else part = at(part, step);
  }
  return part;
}

/** '#/services/web~1x' → ['services', 'web/x'] */
export function stepsOf(pointer: string): string[] {
  const [, ...steps] = pointer.split('/');
  return steps.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

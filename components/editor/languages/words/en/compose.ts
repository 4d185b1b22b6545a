/** What the file defines under its keys of the top. */
const sorts: Readonly<Record<string, string>> = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  secrets: 'secret',
  configs: 'config',
};

/** For keys that the schema does not describe. */
const undescribed: Readonly<Record<string, string>> = {
  develop: 'What `docker compose watch` does when files change.',
  deploy: 'How many containers of the service there are, and what each may use.',
  annotations: 'Notes for the container runtime, by their names.',
  attach: '`false`: `docker compose up` does not show its output.',
};

const types: Readonly<Record<string, string>> = { object: 'mapping', array: 'list', integer: 'number' };

export const compose = {
  undescribed,
  /** Of the Compose specification's schema, whose descriptions are English. */
  described: (description: string): string => description,
  /** 'string, list or mapping', of JSON Schema's types. */
  types: (found: readonly string[]): string => {
    const names = [...new Set(found.map((type) => types[type] ?? type))];
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  },
  key: (key: string, type: string) => `**${key}**${type === '' ? '' : `: ${type}`}`,
  oneOf: (values: readonly string[]) => `One of: ${values.map((each) => `\`${each}\``).join(', ')}`,
  /** `top`: the key under which it is defined. */
  ofProject: (top: string) => `A ${sorts[top] ?? top} of this project.`,
  definedAt: (top: string, name: string, line: number) => `${sorts[top] ?? top} \`${name}\`, line ${line}`,
  definedIn: (top: string, line: number) => `${sorts[top] ?? top}, line ${line}`,
  inEnvFile: (name: string, value: string) => `\`${name}\` is \`${value}\` in .env, unless the shell has another value`,
  unlessSet: (name: string, value: string) => `\`${name}\` is \`${value}\` unless it is set`,
  mustBeSet: (name: string, why: string) => `\`${name}\` must be set${why === '' ? '' : `: ${why}`}`,
  whenSet: (name: string, value: string) => `\`${value}\` when \`${name}\` is set, else nothing`,
  empty: (name: string) => `\`${name}\` is not in .env: empty, unless the shell has a value`,
};

import { flagTypes, listOf, type FlagType } from './flag-types.ts';
import type { FlagSpec } from './flags.ts';

const types: Readonly<Record<string, FlagType>> = flagTypes;
const line = /^(?:-(\w), )?--([\w-]+)(?: ([\w-]+))?: (.+?)(?: @(\d\.\d+))?$/;

/**
 * Flags as text, one a line, for commands and flags that Slipway lists but does not have: '-q, --quiet: Only display IDs',
 * '--timeout int: …', and '@1.44' at the end for the API it came with. A default is part of the text. All get what `common` says.
 */
export function flagTable(text: string, common: Pick<FlagSpec, 'apiVersion' | 'requires' | 'absent'> = {}): FlagSpec[] {
  const lines = text.split('\n').map((one) => one.trim());
  return lines.filter(Boolean).map((one) => {
    const [, short, name, label = '', help, apiVersion] = line.exec(one) ?? [];
    if (name === undefined || help === undefined) throw new Error(`not a flag: ${one}`);
    const type = label === '' ? flagTypes.bool : (types[label] ?? listOf(label));
    return { ...common, name, short, type, help, ...(apiVersion === undefined ? {} : { apiVersion }) };
  });
}

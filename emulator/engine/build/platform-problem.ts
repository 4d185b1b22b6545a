import { MACHINE_PLATFORM } from '../images/manifest.ts';
import type { Image } from '../images/types.ts';
import type { LineRange, Problem } from './dockerfile/ast.ts';
import { isWanted } from './dockerfile/parse.ts';
import { warning } from './dockerfile/problems.ts';
import type { BuildInputs } from './inputs.ts';

/** InvalidBaseImagePlatform: nobody named a platform, and the image that is here is of another (else `baseImage` fails). */
export function platformProblem(
  { dockerfile, options }: Pick<BuildInputs, 'dockerfile' | 'options'>,
  { config }: Pick<Image, 'config'>,
  name: string,
  lines: LineRange,
): Problem | undefined {
  const wanted = options.platform ?? MACHINE_PLATFORM;
  if (config.os === wanted.os && config.architecture === wanted.architecture) return undefined;
  if (!isWanted('InvalidBaseImagePlatform', dockerfile.directives)) return undefined;
  const [actual, expected] = [config, wanted].map((one) => JSON.stringify(`${one.os}/${one.architecture}`));
  const message = `Base image ${name} was pulled with platform ${actual}, expected ${expected} for current build`;
  return warning('InvalidBaseImagePlatform', message, lines);
}

import { errorMessage } from '../../../errors.ts';
import type { ComposeFiles } from '../files.ts';
import { ComposeError } from '../problem.ts';
import type { Mapping } from '../types/common.ts';
import { parseDotenv } from '../variables/dotenv.ts';

/**
 * The variables of .env files, one after the other: a later file may use those of earlier ones, and `environment` goes
 * before all of them in what is replaced. Absolute paths. Throws ComposeError.
 */
export async function readEnvFiles(
  files: ComposeFiles,
  paths: readonly string[],
  environment: Mapping,
): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const path of paths) {
    const found = await files.stat(path, true);
    if (!found) throw new ComposeError(`couldn't find env file: ${path}`);
    if (found.isDirectory) throw new ComposeError(`${path} is a directory`);
    const text = new TextDecoder().decode(await files.read(path));
    try {
      parseDotenv(text, variables, (name) => environment[name] ?? variables[name]);
    } catch (error) {
      throw new ComposeError(`failed to read ${path}: ${errorMessage(error)}`);
    }
  }
  return variables;
}
